import { InferenceSession } from "onnxruntime-node";
import { modelError } from "../model-error.ts";

/**
 * How every model is run on the CPU.
 * @param threads of one run; they sleep between runs instead of spinning, since decoders need the same cores
 */
export function cpuOptions(threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: ["cpu"],
    graphOptimizationLevel: "all",
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  };
}

/**
 * Loads an ONNX model on the CPU.
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function loadSession(path: string, threads: number): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(path, cpuOptions(threads));
  } catch (error) {
    throw modelError(error, path);
  }
}
