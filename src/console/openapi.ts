import * as z from 'zod';
import type { AccountRole } from '#model/account.ts';
import type { Route } from '#console/route.ts';
import { roleWords } from '#console/views/words.ts';

interface JsonSchema {
  readonly [key: string]: unknown;
}

/** OpenAPI 3.1 of the table; the requests are the very schemas the router checks. */
export function openApi(routes: readonly Route[], cookie: string): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '周知 Zhouzhi',
      version: '1',
      description: '复核员与成员的接口。时间为毫秒时间戳；除 GET 外的请求须带 x-csrf-token（见 GET /session）。',
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: cookie },
        csrf: { type: 'apiKey', in: 'header', name: 'x-csrf-token' },
      },
      schemas: { Error: errorSchema },
    },
  };
}

function operation(route: Route): JsonSchema {
  const isOpen = route.who === 'anyone' || route.who === 'link';
  const { params, query, body } = parts(route.reads);
  return {
    summary: route.summary,
    description: whoMay(route.who),
    security: isOpen ? [] : [route.method === 'get' ? { session: [] } : { session: [], csrf: [] }],
    parameters: [...parameters(params, 'path'), ...parameters(query, 'query')],
    ...(body && !route.takes
      ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } }
      : {}),
    ...(route.takes ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } } : {}),
    responses: {
      '2XX': { description: '成功' },
      default: {
        description: '未办成',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  };
}

function whoMay(who: Route['who']): string {
  if (who === 'anyone') return '无需登录';
  if (who === 'link') return '凭私密链接';
  return `角色：${who.map((role: AccountRole) => roleWords[role]).join('、')}`;
}

/** A route reads `{ params, query, body }`; the schema of each, as JSON Schema of what is sent. */
function parts(reads: z.ZodType): { params: JsonSchema | null; query: JsonSchema | null; body: JsonSchema | null } {
  const schema: unknown = z.toJSONSchema(reads, { io: 'input', target: 'draft-2020-12', unrepresentable: 'any' });
  const properties = member(schema, 'properties');
  return { params: member(properties, 'params'), query: member(properties, 'query'), body: member(properties, 'body') };
}

function parameters(schema: JsonSchema | null, place: 'path' | 'query'): readonly JsonSchema[] {
  const required = schema && Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(member(schema, 'properties') ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
}

function member(schema: unknown, name: string): JsonSchema | null {
  if (!isObject(schema)) return null;
  const value = schema[name];
  return isObject(value) ? value : null;
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const errorSchema: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'says'],
      properties: {
        code: { type: 'string' },
        says: { type: 'string', description: '可以直接显示的中文说明' },
        fields: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
  },
};
