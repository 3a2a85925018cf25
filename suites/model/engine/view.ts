import type { Customization } from '../state.ts';
import type { JsonObject } from '../wire.ts';
import type { Context } from './context.ts';

/** The customization of a type's family, where the rules let the type inherit from it. */
export function inheritedBy({ rules, store, where }: Context, type: string, stored: Customization | undefined): Customization | undefined {
  const family = rules.families.get(type);
  const base = family === undefined ? undefined : store.get(where.apiId)?.customizations.get(family);
  return rules.inherits({ operation: where.operation, type, stored, inherited: base }) ? base : undefined;
}

function describe(context: Context, type: string, stored: Customization | undefined): JsonObject {
  const { rules, where } = context;
  const inherited = inheritedBy(context, type, stored);
  const source = { operation: where.operation, type, stored, inherited };
  return rules.resource({
    type,
    defaultResponse: rules.defaultFlag(source),
    statusCode: rules.statusShown(source, rules.builtInStatus.get(type)),
    responseParameters: rules.parametersShown(source),
    responseTemplates: rules.templatesShown(source, rules.defaultTemplates),
  });
}

/** The JSON of one gateway response, given what is stored of it. */
export function showOne(context: Context, stored: Customization | undefined): JsonObject {
  const { rules, where } = context;
  const resource = describe(context, where.type, stored);
  if (!context.hal) return resource;
  const customised = stored !== undefined;
  return { _links: rules.resourceLinks({ apiId: where.apiId, type: where.type, customised }), ...resource };
}

/** The JSON of all gateway responses of an API. */
export function showAll(context: Context, path: string): JsonObject {
  const { rules, store, where } = context;
  const types = rules.listedTypes(rules.responseTypes, path);
  const customizations = store.get(where.apiId)?.customizations;
  const items = types.map((type) => {
    const stored = customizations?.get(type);
    const resource = describe(context, type, stored);
    if (!context.hal) return resource;
    const customised = stored !== undefined;
    return { _links: rules.itemLinks({ apiId: where.apiId, type, customised }), ...resource };
  });
  if (!context.hal) return rules.collection(items);
  return rules.halCollection(rules.collectionLinks(where.apiId, types), items);
}
