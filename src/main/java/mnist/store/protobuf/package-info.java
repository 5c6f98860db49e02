/**
 * Protobuf messages from records.
 *
 * <p>Start at {@link mnist.store.protobuf.Protobuf}.
 */
package mnist.store.protobuf;
