/**
 * The safetensors format: named tensors behind a JSON header, as PyTorch's library reads it too.
 *
 * <p>Start at {@link mnist.store.safetensors.Safetensors}. Whatever a file claims is checked before memory is taken for it.
 */
package mnist.store.safetensors;
