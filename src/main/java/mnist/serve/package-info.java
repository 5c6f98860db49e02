/**
 * A small web server that nobody but this machine can reach.
 *
 * <p>Start at {@link mnist.serve.LocalServer}. It knows nothing of networks: whoever starts it brings the {@link
 * mnist.serve.Route routes}.
 */
package mnist.serve;
