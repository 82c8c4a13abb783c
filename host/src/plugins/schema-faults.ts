import type { ErrorObject } from 'ajv';

import { isObject, type JsonObject, listOf, objectOf, textOf } from './json-shape.js';
import { type JsonPath, type PlacedFault, pathOf, pointerOf } from './manifest-fault.js';
import { nearest } from './nearest.js';
import { wordsFor } from './schema-words.js';

/** Keywords that only repeat what another error of the same value says. */
const echoes = new Set(['if', 'propertyNames', 'oneOf', 'anyOf']);

/**
 * Turns ajv's errors (made with `verbose`) into one fault per mistake. `root` is the schema that
 * descriptions of missing properties are looked up in; `base` is where the value is in the manifest.
 */
export function schemaFaults(
  errors: readonly ErrorObject[],
  root: JsonObject,
  base: JsonPath = [],
): readonly PlacedFault[] {
  const told = withoutEchoes(withoutOtherBranches(errors));
  const faults = told.map((error) => faultOf(error, root, base));
  return onePerPlace(withoutTwins(faults, told));
}

/** Of alternatives, keeps the errors of the one whose type fits: the author meant that one. */
function withoutOtherBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  let kept: ErrorObject[] = [];
  for (const error of errors) {
    if (error.keyword !== 'oneOf' && error.keyword !== 'anyOf') {
      kept.push(error);
      continue;
    }
    const here = error.instancePath;
    const inside = kept.filter((one) => isWithin(one.instancePath, here));
    const meant = inside.filter((one) => one.keyword !== 'type' || one.instancePath !== here);
    kept = kept.filter((one) => !inside.includes(one));
    if (meant.length > 0) kept.push(...meant);
    else kept.push(inside.length > 0 ? joinTypes(inside) : { ...error, keyword: 'alternatives' });
  }
  return kept;
}

function joinTypes(errors: readonly ErrorObject[]): ErrorObject {
  const [first] = errors;
  if (first === undefined) throw new Error('no branch');
  const types = errors.flatMap(({ params }) => params.type ?? []);
  return { ...first, params: { type: [...new Set(types)] } };
}

function withoutEchoes(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const isConditional = (error: ErrorObject) => /\/(then|else)\//.test(error.schemaPath);
  const firm = errors.filter((error) => !echoes.has(error.keyword) && !isConditional(error));
  // What a condition asks for is only meant when the value that decided it is right itself.
  const asked = errors.filter(
    (error) =>
      isConditional(error) &&
      !echoes.has(error.keyword) &&
      !firm.some((one) => decides(one, error.instancePath)),
  );
  return [...firm, ...asked];
}

function decides(error: ErrorObject, object: string): boolean {
  if (error.keyword === 'additionalProperties') return false;
  return isWithin(error.instancePath, object);
}

function isWithin(pointer: string, outer: string): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}

function faultOf(error: ErrorObject, root: JsonObject, base: JsonPath): PlacedFault {
  const here = [...base, ...pathOf(error.instancePath)];
  const { params } = error;
  const schema = objectOf(error.parentSchema);
  switch (error.keyword) {
    case 'required': {
      const name = String(params.missingProperty);
      return {
        path: [...here, name],
        message: `"${name}" is missing`,
        expected: expectedProperty(name, schema, root),
      };
    }
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(params.additionalProperty ?? params.unevaluatedProperty);
      const known = Object.keys(objectOf(schema.properties));
      return {
        path: [...here, name],
        atKey: true,
        message: `There is no field "${name}" here`,
        expected: known.length > 0 ? `one of ${known.join(', ')}` : 'nothing more',
        suggestion: nearest(name, known),
      };
    }
    case 'discriminator':
      return alternativeFault(error, schema, here);
    default: {
      const named = error.propertyName;
      return {
        path: named === undefined ? here : [...here, named],
        atKey: named !== undefined,
        ...wordsFor(error, schema),
      };
    }
  }
}

function alternativeFault(error: ErrorObject, schema: JsonObject, here: JsonPath): PlacedFault {
  const tag = String(error.params.tag);
  const given = textOf(error.params.tagValue);
  const allowed = listOf(schema.oneOf).flatMap((branch) => {
    const value = objectOf(objectOf(objectOf(branch).properties)[tag]).const;
    return typeof value === 'string' ? [value] : [];
  });
  return {
    path: [...here, tag],
    message: given === undefined ? `"${tag}" is missing` : `"${given}" is not known here`,
    expected: `one of ${allowed.join(', ')}`,
    suggestion: given === undefined ? undefined : nearest(given, allowed),
  };
}

function expectedProperty(name: string, schema: JsonObject, root: JsonObject): string {
  const property = resolve(objectOf(schema.properties)[name], root);
  const description = textOf(property.description);
  const [example] = listOf(property.examples);
  const shown = example === undefined ? '' : `, for example ${JSON.stringify(example)}`;
  return description === undefined ? `"${name}"` : `"${name}": ${description}${shown}`;
}

function resolve(schema: unknown, root: JsonObject): JsonObject {
  const found = objectOf(schema);
  const reference = textOf(found.$ref);
  if (reference === undefined || !reference.startsWith('#/')) return found;
  const target = pathOf(reference.slice(1)).reduce<unknown>(
    (at, part) => (isObject(at) ? at[part] : undefined),
    root,
  );
  return { ...objectOf(target), ...found };
}

/** A misspelt name gives an unknown property and a missing one: together they are one mistake. */
function withoutTwins(
  faults: readonly PlacedFault[],
  errors: readonly ErrorObject[],
): readonly PlacedFault[] {
  const isMissing = (index: number) => errors[index]?.keyword === 'required';
  const meant = new Set(
    faults.flatMap(({ path, suggestion }) =>
      suggestion === undefined ? [] : [pointerOf([...path.slice(0, -1), suggestion])],
    ),
  );
  return faults.filter((fault, index) => !(isMissing(index) && meant.has(pointerOf(fault.path))));
}

function onePerPlace(faults: readonly PlacedFault[]): readonly PlacedFault[] {
  const byPlace = new Map<string, PlacedFault>();
  for (const fault of faults) {
    const place = pointerOf(fault.path);
    if (!byPlace.has(place)) byPlace.set(place, fault);
  }
  return [...byPlace.values()];
}
