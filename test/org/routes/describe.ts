import { notFound } from '../api-error.js';
import { empty, json, type Reply } from '../net/reply.js';
import { CATALOGUE } from '../schema/catalogue.js';
import type { Field } from '../schema/field.js';
import type { ObjectSchema } from '../schema/object.js';
import type { DataCall } from './data-call.js';

const READ_ONLY = new Set([
  'LoginHistory',
  'SetupAuditTrail',
  'LoginGeo',
  'AuthSession',
  'OauthToken',
]);

/** `GET /sobjects`: the objects the caller may read. */
export function describeGlobal(call: DataCall): Reply {
  return unlessUnchanged(call, () => {
    const readable = CATALOGUE.filter((schema) => call.view.object(schema.name) !== undefined);
    const sobjects = readable.map((schema) => about(call, schema));
    return { encoding: 'UTF-8', maxBatchSize: 200, sobjects };
  });
}

/** `GET /sobjects/<name>/describe`: one object with the fields the caller may read. */
export function describeObject(call: DataCall): Reply {
  const schema = call.view.object(call.parts[0] ?? '');
  if (schema === undefined) throw notFound();
  return unlessUnchanged(call, () => ({
    ...about(call, schema),
    childRelationships: childRelationships(call, schema),
    recordTypeInfos: [],
    fields: schema.fields.filter((field) => call.view.isVisible(field)).map(describeField),
  }));
}

/** The schema never changes, so the caller's copy is current when it is younger than the org. */
function unlessUnchanged({ request, org }: DataCall, describe: () => unknown): Reply {
  const modifiedAt = Math.floor(org.plan.startAt / 1000) * 1000;
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  if (since >= modifiedAt) return empty(304);
  return json(describe(), 200, { 'Last-Modified': new Date(modifiedAt).toUTCString() });
}

function about({ basePath }: DataCall, { name, label, prefix }: ObjectSchema) {
  const sobject = `${basePath}/sobjects/${name}`;
  const isWritable = !READ_ONLY.has(name);
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable: isWritable,
    custom: false,
    customSetting: false,
    deepCloneable: false,
    deletable: false,
    deprecatedAndHidden: false,
    feedEnabled: name === 'User',
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: prefix,
    label,
    labelPlural: `${label}s`,
    layoutable: isWritable,
    mergeable: false,
    mruEnabled: name === 'User',
    name,
    queryable: true,
    replicateable: isWritable,
    retrieveable: true,
    searchable: name === 'User',
    triggerable: name === 'User',
    undeletable: false,
    updateable: isWritable,
    urls: { rowTemplate: `${sobject}/{ID}`, describe: `${sobject}/describe`, sobject },
  };
}

function childRelationships({ view }: DataCall, schema: ObjectSchema) {
  return CATALOGUE.filter((child) => view.object(child.name) !== undefined).flatMap((child) =>
    child.fields
      .filter((field) => field.referenceTo.includes(schema.name) && view.isVisible(field))
      .map((field) => ({
        childSObject: child.name,
        field: field.name,
        relationshipName: null,
        cascadeDelete: false,
        deprecatedAndHidden: false,
      })),
  );
}

function describeField(field: Field) {
  const isKey = field.type === 'id' || field.type === 'reference';
  const isText = SOAP_TYPES[field.type] === undefined;
  return {
    aggregatable: field.type !== 'boolean',
    autoNumber: false,
    byteLength: isKey ? 18 : isText ? field.length * 3 : 0,
    calculated: false,
    caseSensitive: false,
    createable: false,
    custom: false,
    defaultValue: null,
    defaultedOnCreate: false,
    deprecatedAndHidden: false,
    digits: field.type === 'int' ? field.length : 0,
    encrypted: false,
    externalId: false,
    filterable: field.filterable,
    groupable: field.groupable,
    idLookup: field.type === 'id',
    label: field.name.replace(/(?<=[a-z])(?=[A-Z])/g, ' '),
    length: isText || isKey ? field.length : 0,
    name: field.name,
    nameField: field.name === 'Name',
    namePointing: field.referenceTo.length > 1,
    nillable: field.nillable,
    permissionable: false,
    picklistValues: [],
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: field.type === 'double' ? field.length : 0,
    referenceTo: field.referenceTo,
    relationshipName: field.relationship ?? null,
    restrictedPicklist: false,
    scale: field.type === 'double' ? 15 : 0,
    soapType: SOAP_TYPES[field.type] ?? 'xsd:string',
    sortable: field.sortable,
    type: field.type,
    unique: false,
    updateable: false,
  };
}

const SOAP_TYPES: Readonly<Record<string, string | undefined>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  base64: 'xsd:base64Binary',
  address: 'urn:address',
};
