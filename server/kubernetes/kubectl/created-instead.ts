import { type ApiObject, type ApiRequest, create, get, type Query, unusually } from './api-request.ts';
import { builtInObject, type Invocation } from './invocation.ts';

/** What is sent for an object that does not exist yet: outside the namespace `default`, its namespace is read, then it is created. */
export function createdInstead(invocation: Invocation, object: ApiObject, query: Query = {}): readonly ApiRequest[] {
  const note = 'instead of the change, where the object does not exist yet';
  const created = unusually(create(object, query), note);
  if (object.namespace === '' || object.namespace === 'default') return [created];
  const namespace = get(builtInObject(invocation, '', 'namespaces', object.namespace));
  return [unusually(namespace, 'before an object that does not exist yet is created'), created];
}
