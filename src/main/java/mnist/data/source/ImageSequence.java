package mnist.data.source;

import java.io.Closeable;
import java.util.BitSet;

/** One pass over some of the images of a source, in their order. */
final class ImageSequence implements Closeable {
    private final ImagePass pass;
    private final BitSet members;
    private final int sourceImages;

    /** Of the next image, in the sequence and in the source. */
    private int index;

    private int sourcePosition;

    /** @param members the images in the sequence, by their place in the source */
    ImageSequence(ImageSource source, BitSet members) {
        this.members = members;
        pass = source.open();
        sourceImages = source.count();
    }

    /** Reads image {@code wanted} of the sequence, which must not have been passed yet. */
    void read(int wanted, byte[] target, int offset) {
        int from = sourcePosition;
        int at = members.nextSetBit(from);
        while (index < wanted) {
            at = members.nextSetBit(at + 1);
            index++;
        }
        if (at > from) {
            pass.skip(at - from);
        }
        pass.read(target, offset);
        sourcePosition = at + 1;
        index++;
        if (sourcePosition == sourceImages) {
            pass.finish();
        }
    }

    @Override
    public void close() {
        pass.close();
    }
}
