package mnist.data.table;

import java.util.ArrayList;
import java.util.List;
import mnist.data.Storage;
import mnist.data.source.PixelScale;

/**
 * Collects images of which nobody knows how many will come, as long as they fit in memory. Without a scale, only numbers that
 * are bytes can be kept, as what they stand for is known after the last one.
 */
final class PixelChunks {
    /** Of a chunk. Larger ones would waste space in a small heap. */
    private static final int BYTES = 1 << 18;

    private final int pixels;
    private final PixelScale given;
    private final List<byte[]> full = new ArrayList<>();
    private byte[] chunk;
    private int at;
    private boolean dropped;

    /** @param given how numbers become pixels; null if that is not known yet */
    PixelChunks(int pixels, PixelScale given) {
        this.pixels = pixels;
        this.given = given;
        chunk = new byte[chunkBytes()];
    }

    private int chunkBytes() {
        return Math.max(1, BYTES / pixels) * pixels;
    }

    /** The next image. */
    void add(double[] image) {
        if (dropped) {
            return;
        }
        if (at == chunk.length) {
            next();
        }
        for (int i = 0; i < image.length && !dropped; i++) {
            int whole = (int) image[i];
            if (given != null) {
                chunk[at++] = given.pixel(image[i]);
            } else if (whole == image[i] && whole >= 0 && whole <= 0xff) {
                chunk[at++] = (byte) whole;
            } else {
                drop();
            }
        }
    }

    private void next() {
        // Twice: at the end all are copied to one array.
        if (!Storage.AUTO.inMemory(2 * (full.size() + 1L) * chunk.length)) {
            drop();
            return;
        }
        full.add(chunk);
        chunk = new byte[chunkBytes()];
        at = 0;
    }

    private void drop() {
        dropped = true;
        full.clear();
        chunk = null;
    }

    /**
     * All images, one after another; null if they could not be kept. Nothing is kept after this.
     *
     * @param scale how numbers become pixels; the one that was given, if any
     */
    byte[] all(PixelScale scale) {
        if (dropped) {
            return null;
        }
        byte[] all = new byte[full.size() * chunk.length + at];
        int to = 0;
        for (byte[] each : full) {
            System.arraycopy(each, 0, all, to, each.length);
            to += each.length;
        }
        System.arraycopy(chunk, 0, all, to, at);
        drop();
        if (given == null && !scale.isBytes()) {
            for (int i = 0; i < all.length; i++) {
                all[i] = scale.pixel(all[i] & 0xff);
            }
        }
        return all;
    }
}
