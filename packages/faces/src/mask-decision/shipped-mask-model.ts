import { fileURLToPath } from 'node:url'

/** This project's own network with its card beside it: what a model registry resolves. */
export const shippedMaskModel: string = fileURLToPath(new URL('../../models/mask-decision.onnx', import.meta.url))
