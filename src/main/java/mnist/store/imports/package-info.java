/**
 * Networks that other programs trained, as models of this one.
 *
 * <p>Start at {@link mnist.store.imports.ImportedModel}: it makes a model of a {@link mnist.store.imports.ForeignNetwork},
 * which {@link mnist.store.imports.TensorFiles} or {@code mnist.store.onnx.OnnxImport} have read. {@link
 * mnist.store.imports.NamedLayers} finds the layers among tensors by their names and shapes.
 */
package mnist.store.imports;
