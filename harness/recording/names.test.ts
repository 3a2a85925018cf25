import { expect, test } from 'vitest';
import { isLookAlikeOfAws, isNameOfAws, isNoFolderName, wrongScenarioName } from './names.ts';

test.each(['aws', 'AWS', 'Aws', 'aws.', 'aws ', 'AWS. .', 'aws-mine', 'Aws-Published', 'aws.json'])('%j is the name of AWS', (name) => {
  expect(isNameOfAws(name)).toBe(true);
});

test.each(['moto', 'my-aws', 'awsome', 'localstack'])('%j is not', (name) => {
  expect([isNameOfAws(name), isLookAlikeOfAws(name)]).toEqual([false, false]);
});

test('only what is written exactly so is AWS', () => {
  expect(['aws', 'aws-published', 'AWS', 'aws.', 'Aws-published'].map(isLookAlikeOfAws)).toEqual([false, false, true, true, true]);
});

test.each(['con', 'NUL', 'aux.json', 'Com1', 'lpt9.x', 'mine.', 'mine '])('no folder is called %j everywhere', (name) => {
  expect(isNoFolderName(name)).toBe(true);
});

test.each(['mine', 'Mine', 'console', 'com', 'moto-5.2.5'])('a folder may be called %j', (name) => {
  expect(isNoFolderName(name)).toBe(false);
});

test.each([
  ['../../outside', 'it leads out of the folder'],
  ['a/../../b', 'it leads out of the folder'],
  ['/etc/x', 'it leads out of the folder'],
  ['..\\outside', 'it leads out of the folder'],
  ['C:/x', 'it leads out of the folder'],
  ['C:x', 'it leads out of the folder'],
  ['lock', 'it is the name of the lock itself'],
  ['a\u0000', 'it is not the name of a scenario'],
  ['', 'it is not the name of a scenario'],
  ['a//b', 'it is not the name of a scenario'],
  ['a/', 'it is not the name of a scenario'],
  ['./a', 'it is not the name of a scenario'],
  ['.git/config', 'it is not the name of a scenario'],
])('a lock that names %j is wrong: %s', (id, why) => {
  expect(wrongScenarioName(id)).toBe(why);
});

test.each(['example/update-sdk', 'a/b/c.d', 'Ümlaut/größe', 'with space/x'])('a lock may name %j', (id) => {
  expect(wrongScenarioName(id)).toBeNull();
});
