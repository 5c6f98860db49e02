/**
 * Networks as ONNX files, which other programs run.
 *
 * <p>Start at {@link mnist.store.onnx.OnnxExport}: it builds a graph of ONNX's operators by {@link
 * mnist.store.onnx.OnnxGraph}. The messages are records, which Jackson writes by the schema in {@code onnx.proto}.
 */
package mnist.store.onnx;
