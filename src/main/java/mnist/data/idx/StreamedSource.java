package mnist.data.idx;

import java.util.Arrays;
import java.util.function.Supplier;
import mnist.data.BatchAssembler;
import mnist.data.BatchSource;
import mnist.data.ShuffleOrder;

/** Gives the images of a file in the order of a {@link ShuffleOrder}; holds as many of them as that has places. */
final class StreamedSource implements BatchSource {
    private final Supplier<ImageSequence> passes;
    private final byte[] labels;
    private final int pixels;
    private final long seed;
    private final ShuffleOrder order;

    /** Places x pixels; allocated by the preparing thread when it starts. */
    private byte[] buffer;

    private final int capacity;
    private ImageSequence pass;

    StreamedSource(Supplier<ImageSequence> passes, byte[] labels, int pixels, int capacity, long seed) {
        this.passes = passes;
        this.labels = labels;
        this.pixels = pixels;
        this.capacity = capacity;
        this.seed = seed;
        order = new ShuffleOrder(labels.length, capacity);
    }

    @Override
    public int images() {
        return labels.length;
    }

    /** {@inheritDoc} Plays the order through without images first; then one pass reads those that are in the buffer. */
    @Override
    public void seek(int epoch, int position) {
        close();
        order.start(seed, epoch);
        for (int i = 0; i < position; i++) {
            order.replace(order.draw());
        }
        if (buffer == null) {
            buffer = new byte[capacity * pixels];
        }
        pass = passes.get();
        long[] placesByImage = new long[order.filled()];
        for (int place = 0; place < placesByImage.length; place++) {
            placesByImage[place] = (long) order.held(place) << 32 | place;
        }
        Arrays.sort(placesByImage);
        for (long entry : placesByImage) {
            pass.read((int) (entry >>> 32), buffer, (int) entry * pixels);
        }
    }

    @Override
    public void fill(BatchAssembler batch, int rows) {
        for (int row = 0; row < rows; row++) {
            int place = order.draw();
            int index = order.held(place);
            batch.add(buffer, place * pixels, labels[index] & 0xff, index);
            if (order.replace(place)) {
                pass.read(order.held(place), buffer, place * pixels);
            } else {
                System.arraycopy(buffer, order.filled() * pixels, buffer, place * pixels, pixels);
            }
        }
    }

    @Override
    public void close() {
        if (pass != null) {
            pass.close();
            pass = null;
        }
    }
}
