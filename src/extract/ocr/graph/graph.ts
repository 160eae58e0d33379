import { fieldsOf, messageOf, type Field } from '#extract/ocr/graph/wire.ts';

/** One step of a network: an operation on named tensors. */
export interface Node {
  readonly operation: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

/** Kept as it came; `floats` and `wholes` are what it says, where it says numbers. */
export interface Attribute {
  readonly bytes: Uint8Array;
  readonly floats: readonly number[];
  readonly wholes: readonly number[];
}

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A network of the ONNX format, as far as it needs to be understood to be made cheaper. */
export interface Graph {
  readonly nodes: readonly Node[];
  /** Its constants that are floats, by name. */
  readonly floats: ReadonlyMap<string, Tensor>;
  /** What it answers with. */
  readonly outputs: readonly string[];
}

/** Numbers of fields (onnx.proto3). */
const inModel = { graph: 7 } as const;
const inGraph = { node: 1, constant: 5, output: 12 } as const;
const inNode = { input: 1, output: 2, operation: 4, attribute: 5 } as const;
const inAttribute = { name: 1, float: 2, whole: 3, tensor: 5, wholes: 8, type: 20 } as const;
const inTensor = { shape: 1, type: 2, name: 8, raw: 9 } as const;
const floatType = 1n;

export function readGraph(model: Uint8Array): Graph {
  const graph = fieldsOf(bytesIn(fieldsOf(model), inModel.graph) ?? new Uint8Array());
  const nodes = all(graph, inGraph.node).map(readNode);
  const constants = nodes.map((node) => [node, constantOf(node)] as const);
  return {
    nodes: constants.filter(([, tensor]) => tensor === null).map(([node]) => node),
    floats: new Map(
      constants.flatMap(
        ([
          {
            outputs: [name],
          },
          tensor,
        ]) => (tensor && name ? [[name, tensor]] : []),
      ),
    ),
    outputs: all(graph, inGraph.output).map((output) => textOf(fieldsOf(output), 1)),
  };
}

/** The model with other nodes, and of constants those they use. */
export function writeGraph(model: Uint8Array, { nodes, floats }: Graph): Uint8Array {
  const used = new Set(nodes.flatMap(({ inputs }) => inputs));
  const fields = fieldsOf(model).map((field): Field => {
    if (field.number !== inModel.graph || typeof field.value === 'bigint') return field;
    return bytes(
      inModel.graph,
      messageOf([
        ...nodes.map((node) => bytes(inGraph.node, writeNode(node))),
        ...fieldsOf(field.value).filter(({ number }) => number !== inGraph.node),
        ...[...floats]
          .filter(([name]) => used.has(name))
          .map(([name, tensor]) => bytes(inGraph.constant, writeTensor(name, tensor))),
      ]),
    );
  });
  return messageOf(fields);
}

export function floatAttribute(name: string, value: number): Attribute {
  const raw = new Uint8Array(Float32Array.of(value).buffer);
  const fields: readonly Field[] = [
    text(inAttribute.name, name),
    { number: inAttribute.float, kind: 'four', value: raw },
    { number: inAttribute.type, kind: 'number', value: 1n },
  ];
  return { bytes: messageOf(fields), floats: [value], wholes: [] };
}

export function wholeAttribute(name: string, wholes: readonly number[], isList: boolean): Attribute {
  const fields: readonly Field[] = [
    text(inAttribute.name, name),
    ...wholes.map((value): Field => ({
      number: isList ? inAttribute.wholes : inAttribute.whole,
      kind: 'number',
      value: BigInt(value),
    })),
    { number: inAttribute.type, kind: 'number', value: isList ? 7n : 2n },
  ];
  return { bytes: messageOf(fields), floats: [], wholes };
}

function readNode(message: Uint8Array): Node {
  const fields = fieldsOf(message);
  return {
    operation: textOf(fields, inNode.operation),
    inputs: all(fields, inNode.input).map(decoded),
    outputs: all(fields, inNode.output).map(decoded),
    attributes: new Map(all(fields, inNode.attribute).map(readAttribute)),
  };
}

function readAttribute(message: Uint8Array): readonly [string, Attribute] {
  const fields = fieldsOf(message);
  const floats = all(fields, inAttribute.float).map((raw) => floatsIn(raw)[0] ?? 0);
  const wholes = fields.flatMap(({ number, value }) =>
    (number === inAttribute.wholes || number === inAttribute.whole) && typeof value === 'bigint' ? [Number(value)] : [],
  );
  return [textOf(fields, inAttribute.name), { bytes: message, floats, wholes }];
}

function writeNode({ operation, inputs, outputs, attributes }: Node): Uint8Array {
  return messageOf([
    ...inputs.map((name) => text(inNode.input, name)),
    ...outputs.map((name) => text(inNode.output, name)),
    text(inNode.operation, operation),
    ...[...attributes.values()].map((attribute) => bytes(inNode.attribute, attribute.bytes)),
  ]);
}

/** Weights stand in nodes of their own, as Paddle writes them. Null of any other node. */
function constantOf({ operation, attributes }: Node): Tensor | null {
  const value = operation === 'Constant' ? attributes.get('value') : null;
  const fields = value ? fieldsOf(bytesIn(fieldsOf(value.bytes), inAttribute.tensor) ?? new Uint8Array()) : [];
  const raw = bytesIn(fields, inTensor.raw);
  if (!raw || !fields.some((field) => field.number === inTensor.type && field.value === floatType)) return null;
  const shape = fields.flatMap(({ number, value: length }) =>
    number === inTensor.shape && typeof length === 'bigint' ? [Number(length)] : [],
  );
  return { shape, data: floatsIn(raw) };
}

function writeTensor(name: string, { shape, data }: Tensor): Uint8Array {
  return messageOf([
    ...shape.map((length): Field => ({ number: inTensor.shape, kind: 'number', value: BigInt(length) })),
    { number: inTensor.type, kind: 'number', value: floatType },
    text(inTensor.name, name),
    bytes(inTensor.raw, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ]);
}

/** Copied, also from a Buffer: floats must start at a multiple of four bytes. */
function floatsIn(raw: Uint8Array): Float32Array {
  return new Float32Array(new Uint8Array(raw).buffer);
}

function all(fields: readonly Field[], number: number): readonly Uint8Array[] {
  return fields.flatMap((field) => (field.number === number && typeof field.value !== 'bigint' ? [field.value] : []));
}

function bytesIn(fields: readonly Field[], number: number): Uint8Array | undefined {
  return all(fields, number)[0];
}

function textOf(fields: readonly Field[], number: number): string {
  return decoded(bytesIn(fields, number) ?? new Uint8Array());
}

function decoded(raw: Uint8Array): string {
  return new TextDecoder().decode(raw);
}

function bytes(number: number, value: Uint8Array): Field {
  return { number, kind: 'bytes', value };
}

function text(number: number, value: string): Field {
  return bytes(number, new TextEncoder().encode(value));
}
