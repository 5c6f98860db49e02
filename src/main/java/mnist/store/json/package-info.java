/**
 * JSON as this program writes and reads it: one mapper, with limits on what strangers may send.
 *
 * <p>Start at {@link mnist.store.json.Json}.
 */
package mnist.store.json;
