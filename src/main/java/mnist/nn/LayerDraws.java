package mnist.nn;

import mnist.random.Draws;
import mnist.random.Purpose;

/** Keys of what is drawn for one image at one layer in one epoch: independent of batches, threads and order. */
final class LayerDraws {
    /** More than any network has, so that no two (epoch, layer) share a key. */
    private static final int LAYERS_AT_MOST = 1 << 16;

    private LayerDraws() {}

    static long key(long seed, Purpose purpose, int epoch, int layer, int image) {
        return Draws.key(seed, purpose, (long) epoch * LAYERS_AT_MOST + layer, image);
    }
}
