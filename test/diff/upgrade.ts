type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function object(value: unknown): Json {
  return isObject(value) ? value : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function mapValues(value: unknown, each: (member: Json, key: string) => unknown): Json | undefined {
  if (!isObject(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      isObject(member) && !key.startsWith('x-') ? each(member, key) : member,
    ]),
  );
}

/** Without members that are undefined. */
function compact(value: Json): Json {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];

/** Takes a description of 2.0; gives one of 3.0 that says the same. */
export function to30(root: Json): Json {
  const rootParameters = object(root['parameters']);
  const target = (use: Json): Json => {
    const name = /^#\/parameters\/(.+)$/.exec(String(use['$ref'] ?? ''))?.[1];
    return name === undefined ? use : object(rootParameters[name]);
  };
  const media = (holder: Json, field: string): string[] =>
    list(holder[field] ?? root[field] ?? ['application/json']).map(String);

  const schema = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    const result: Json = {};
    for (const [key, member] of Object.entries(value)) {
      if (key === '$ref') result[key] = String(member).replace('#/definitions/', '#/components/schemas/');
      else if (key === 'properties') result[key] = mapValues(member, schema);
      else if (key === 'items' || key === 'additionalProperties') result[key] = schema(member);
      else if (key === 'allOf') result[key] = list(member).map(schema);
      else if (key === 'discriminator') result[key] = { propertyName: member };
      else if (key === 'x-nullable') result['nullable'] = member;
      else if (key === 'type' && member === 'file')
        Object.assign(result, { type: 'string', format: 'binary' });
      else if (key !== 'collectionFormat') result[key] = member;
    }
    return result;
  };

  const outer = ['name', 'in', 'description', 'required', 'allowEmptyValue', 'collectionFormat'];
  const valueOf = (parameter: Json): unknown =>
    schema(
      Object.fromEntries(
        Object.entries(parameter).filter(
          ([key]) => !outer.includes(key) && (!key.startsWith('x-') || key === 'x-nullable'),
        ),
      ),
    );
  const styleOf = (parameter: Json): Json => {
    const place = parameter['in'];
    if (parameter['type'] !== 'array') return {};
    const format = parameter['collectionFormat'] ?? 'csv';
    if (place === 'path' || place === 'header' || place === undefined) return { style: 'simple' };
    const style = { ssv: 'spaceDelimited', pipes: 'pipeDelimited' }[String(format)] ?? 'form';
    return { style, explode: format === 'multi' };
  };
  const parameter = (use: Json): Json => {
    if ('$ref' in use) return { $ref: String(use['$ref']).replace('#/', '#/components/') };
    const { name, in: place, description, required, allowEmptyValue } = use;
    const own = Object.entries(use).filter(([key]) => key.startsWith('x-') && key !== 'x-nullable');
    const styles = styleOf(use);
    return compact({
      ...{ name, in: place, description, required, allowEmptyValue, ...Object.fromEntries(own) },
      ...{ ...styles, schema: valueOf(use) },
    });
  };
  const isInBody = (use: Json) => ['body', 'formData'].includes(String(target(use)['in']));

  const bodyOf = (uses: Json[], consumes: string[]): Json | undefined => {
    const inBody = uses.filter(isInBody).map(target);
    const body = inBody.find((one) => one['in'] === 'body');
    if (body) {
      const { description, required } = body;
      const content = Object.fromEntries(consumes.map((type) => [type, { schema: schema(body['schema']) }]));
      const own = Object.fromEntries(Object.entries(body).filter(([key]) => key.startsWith('x-')));
      return compact({ description, required, ...own, content });
    }
    if (inBody.length === 0) return undefined;
    const file = inBody.some((field) => field['type'] === 'file');
    const forms = consumes.filter((type) => /^(?:multipart\/|application\/x-www-form-urlencoded)/.test(type));
    const fit = file ? forms.filter((type) => type.startsWith('multipart/')) : forms;
    const types = fit.length > 0 ? fit : [file ? 'multipart/form-data' : 'application/x-www-form-urlencoded'];
    const required = inBody.filter((field) => field['required'] === true).map((field) => field['name']);
    const value = compact({
      type: 'object',
      properties: Object.fromEntries(
        inBody.map((field) => [
          String(field['name']),
          compact({ description: field['description'], ...object(valueOf(field)) }),
        ]),
      ),
      required: required.length > 0 ? required : undefined,
    });
    const arrays = inBody.filter((field) => field['type'] === 'array');
    const encoding =
      arrays.length === 0
        ? undefined
        : Object.fromEntries(arrays.map((field) => [String(field['name']), styleOf(field)]));
    const content = Object.fromEntries(types.map((type) => [type, compact({ schema: value, encoding })]));
    return compact({ required: required.length > 0 ? true : undefined, content });
  };

  const response = (value: Json, produces: string[]): Json => {
    if ('$ref' in value)
      return { $ref: String(value['$ref']).replace('#/responses/', '#/components/responses/') };
    const { schema: own, examples, headers, ...rest } = value;
    const content =
      own === undefined
        ? undefined
        : Object.fromEntries(
            produces.map((type) => [type, compact({ schema: schema(own), example: object(examples)[type] })]),
          );
    return compact({
      ...rest,
      content,
      headers: mapValues(headers, (header) =>
        compact({ description: header['description'], ...styleOf(header), schema: valueOf(header) }),
      ),
    });
  };

  const operation = (value: Json, shared: Json[]): Json => {
    const { parameters, consumes: _, produces: __, schemes, responses, ...rest } = value;
    const own = list(parameters).map(object);
    const identity = (use: Json) => `${String(target(use)['in'])} ${String(target(use)['name'])}`;
    const inherited = shared.filter(
      (use) => isInBody(use) && !own.some((one) => identity(one) === identity(use)),
    );
    const kept = own.filter((use) => !isInBody(use)).map(parameter);
    return compact({
      ...rest,
      parameters: kept.length > 0 ? kept : undefined,
      requestBody: bodyOf([...inherited, ...own], media(value, 'consumes')),
      responses: mapValues(responses, (each) => response(each, media(value, 'produces'))),
      servers: schemes === undefined ? undefined : serversOf(list(schemes)),
    });
  };

  const serversOf = (schemes: unknown[]): Json[] | undefined => {
    const { host, basePath } = root;
    const path = basePath === undefined || basePath === '/' ? '' : String(basePath);
    if (host === undefined) return basePath === undefined ? undefined : [{ url: path === '' ? '/' : path }];
    if (schemes.length === 0) return [{ url: `//${String(host)}${path}` }];
    return schemes.map((scheme) => ({ url: `${String(scheme)}://${String(host)}${path}` }));
  };

  const flowNames: Readonly<Record<string, string>> = {
    implicit: 'implicit',
    password: 'password',
    application: 'clientCredentials',
    accessCode: 'authorizationCode',
  };
  const scheme = (value: Json): Json => {
    const { type, flow, authorizationUrl, tokenUrl, scopes, ...rest } = value;
    if (type === 'basic') return { type: 'http', scheme: 'basic', ...rest };
    if (type !== 'oauth2') return value;
    const name = flowNames[String(flow)] ?? 'implicit';
    return {
      type,
      ...rest,
      flows: { [name]: compact({ authorizationUrl, tokenUrl, scopes: scopes ?? {} }) },
    };
  };

  const known = ['swagger', 'host', 'basePath', 'schemes', 'consumes', 'produces', 'paths', 'definitions'];
  const moved = [...known, 'parameters', 'responses', 'securityDefinitions'];
  return compact({
    openapi: '3.0.3',
    ...Object.fromEntries(Object.entries(root).filter(([key]) => !moved.includes(key))),
    servers: serversOf(list(root['schemes'])),
    paths: mapValues(root['paths'], (item) => {
      const shared = list(item['parameters']).map(object);
      const kept = shared.filter((use) => !isInBody(use)).map(parameter);
      return compact(
        Object.fromEntries(
          Object.entries(item).map(([key, member]) => {
            if (key === 'parameters') return [key, kept.length > 0 ? kept : undefined];
            return [key, methods.includes(key) ? operation(object(member), shared) : member];
          }),
        ),
      );
    }),
    components: compact({
      schemas: mapValues(root['definitions'], schema),
      parameters: mapValues(
        Object.fromEntries(Object.entries(rootParameters).filter(([, one]) => !isInBody(object(one)))),
        parameter,
      ),
      responses: mapValues(root['responses'], (each) => response(each, media({}, 'produces'))),
      securitySchemes: mapValues(root['securityDefinitions'], scheme),
    }),
  });
}

/** Takes a description of 3.0; gives one of 3.1 that says the same, in the words of JSON Schema 2020-12. */
export function to31(root: Json): Json {
  const schema = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    const result: Json = {};
    for (const [key, member] of Object.entries(value)) {
      if (key === 'properties') result[key] = mapValues(member, schema);
      else if (['items', 'additionalProperties', 'not'].includes(key)) result[key] = schema(member);
      else if (['allOf', 'oneOf', 'anyOf'].includes(key)) result[key] = list(member).map(schema);
      else if (key === 'nullable') continue;
      else if (key === 'type') result[key] = value['nullable'] === true ? [member, 'null'] : member;
      else if (key === 'exclusiveMinimum' || key === 'exclusiveMaximum') {
        if (member === true) result[key] = value[key === 'exclusiveMinimum' ? 'minimum' : 'maximum'];
      } else if (key === 'minimum' || key === 'maximum') {
        if (value[key === 'minimum' ? 'exclusiveMinimum' : 'exclusiveMaximum'] !== true) result[key] = member;
      } else if (key === 'example') result['examples'] = [member];
      else if (key === 'format' && member === 'byte') result['contentEncoding'] = 'base64';
      else if (key === 'format' && member === 'binary')
        result['contentMediaType'] = 'application/octet-stream';
      else result[key] = member;
    }
    return result;
  };
  /** Everywhere but in schemas, 3.1 has the same fields. */
  const walk = (value: unknown, key: string): unknown => {
    if (key === 'schema') return schema(value);
    if (key === 'schemas') return mapValues(value, schema);
    if (['example', 'examples', 'default', 'enum'].includes(key) || key.startsWith('x-')) return value;
    if (Array.isArray(value)) return value.map((item) => walk(item, ''));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, walk(member, name)]));
  };
  return { ...object(walk(root, '')), openapi: '3.1.1' };
}

/** Takes a description of 3.1; gives one of 3.2 that says the same: nothing that was valid changed its meaning. */
export function to32(root: Json): Json {
  return { ...root, openapi: '3.2.0' };
}
