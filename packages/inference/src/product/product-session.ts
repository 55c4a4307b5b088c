import { encodeOnnx } from '#onnx/encode-onnx.ts'

/**
 * All dot products between two blocks of rows, computed by ONNX Runtime in the calling thread, which it blocks meanwhile.
 *
 * A product depends on its two rows alone and is the same when they change places: other blocks, other neighbours and other
 * threads give the same bits. (ONNX Runtime adds in another order where a block has fewer than 65 columns; blocks are filled up.)
 */
export interface ProductSession {
  readonly blockRows: number
  /** Copies in the rows of the left side. @param rows [up to blockRows, dimension] */
  setLeft(rows: Float32Array): void
  /** Copies in the rows of the right side. @param rows [up to blockRows, dimension] */
  setRight(rows: Float32Array): void
  multiply(): Promise<Products>
  close(): Promise<void>
}

/** The product of row i of the left side and row j of the right side is `values[i * stride + j]`. */
export interface Products {
  /** Overwritten by the next multiplication. */
  readonly values: Float32Array
  /** At least the number of right rows; what lies between them and the stride has no meaning. */
  readonly stride: number
}

/** Blocks are filled up to a multiple of this. */
const rowStep = 128

/**
 * @param dimension numbers in a row
 * @param blockRows most rows on each side, rounded up to a multiple of 128; default 512, where both blocks and their products fit
 *   the second cache of usual processors
 */
export async function createProductSession(dimension: number, blockRows = 512): Promise<ProductSession> {
  // loaded here, so that a thread that only prepares rows does without the library
  const { InferenceSession, Tensor } = await import('onnxruntime-node')
  const mostRows = filledUp(blockRows)
  const session = await InferenceSession.create(
    encodeOnnx({
      name: 'products',
      inputs: [
        { name: 'left', shape: ['leftRows', dimension] },
        { name: 'right', shape: ['rightRows', dimension] },
      ],
      outputs: [{ name: 'products', shape: ['leftRows', 'rightRows'] }],
      nodes: [{ type: 'Gemm', inputs: ['left', 'right'], outputs: ['products'], attributes: { transB: 1 } }],
      constants: [],
    }),
    { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 4 },
  )
  const left = new Float32Array(mostRows * dimension)
  const right = new Float32Array(mostRows * dimension)
  const values = new Float32Array(mostRows * mostRows)
  let leftRows = rowStep
  let rightRows = rowStep
  return {
    blockRows: mostRows,
    setLeft: (rows) => {
      left.set(rows)
      leftRows = filledUp(rows.length / dimension)
    },
    setRight: (rows) => {
      right.set(rows)
      rightRows = filledUp(rows.length / dimension)
    },
    multiply: async () => {
      const products = values.subarray(0, leftRows * rightRows)
      await session.run(
        {
          left: new Tensor('float32', left.subarray(0, leftRows * dimension), [leftRows, dimension]),
          right: new Tensor('float32', right.subarray(0, rightRows * dimension), [rightRows, dimension]),
        },
        { products: new Tensor('float32', products, [leftRows, rightRows]) },
      )
      return { values: products, stride: rightRows }
    },
    close: () => session.release(),
  }
}

function filledUp(rows: number): number {
  return Math.ceil(rows / rowStep) * rowStep
}
