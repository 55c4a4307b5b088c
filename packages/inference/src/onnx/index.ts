export { decodeOnnx } from './decode-onnx.ts'
export type { OnnxAttribute, OnnxConstant, OnnxGraph, OnnxNode } from './encode-onnx.ts'
export { encodeOnnx } from './encode-onnx.ts'
