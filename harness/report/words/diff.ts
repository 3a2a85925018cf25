import { diffString } from 'json-diff';
import type { Json } from '../../base/json.ts';

/** Renders what differs between two JSON values, `-` for the first and `+` for the second, without colour. */
export const renderDiff = (expected: Json, actual: Json): string => diffString(expected, actual, { color: false }).trimEnd();
