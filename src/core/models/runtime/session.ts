import { InferenceSession } from "onnxruntime-node";
import { modelError } from "../model-error.ts";

/**
 * Loads an ONNX model on the CPU.
 * @param threads of one run; they sleep between runs instead of spinning, since decoders need the same cores
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function loadSession(path: string, threads: number): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(path, {
      executionProviders: ["cpu"],
      graphOptimizationLevel: "all",
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
      extra: { session: { intra_op: { allow_spinning: "0" } } },
    });
  } catch (error) {
    throw modelError(error, path);
  }
}
