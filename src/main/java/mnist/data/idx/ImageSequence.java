package mnist.data.idx;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.BitSet;
import mnist.data.DataException;

/** One pass over the images of a file, or over some of them, in the file's order. */
final class ImageSequence implements Closeable {
    private final IdxReader reader;
    private final BitSet members;
    private final int pixels;
    private final int fileImages;

    /** Of the next image, in the sequence and in the file. */
    private int index;

    private int filePosition;

    /**
     * @param expected the header that the file must still have
     * @param members the images in the sequence, by their place in the file
     */
    ImageSequence(Path path, IdxHeader expected, BitSet members) {
        this.members = members;
        reader = IdxReader.open(path);
        if (!reader.header().equals(expected)) {
            reader.close();
            throw DataException.about(
                    path, "changed while in use", expected, reader.header(), "leave it alone and start again");
        }
        fileImages = (int) expected.size(0);
        pixels = (int) (expected.size(1) * expected.size(2));
    }

    /** Reads image {@code wanted} of the sequence, which must not have been passed yet. */
    void read(int wanted, byte[] target, int offset) {
        int from = filePosition;
        int at = members.nextSetBit(from);
        while (index < wanted) {
            at = members.nextSetBit(at + 1);
            index++;
        }
        if (at > from) {
            reader.skip((long) (at - from) * pixels);
        }
        reader.read(target, offset, pixels);
        filePosition = at + 1;
        index++;
        if (filePosition == fileImages) {
            reader.finish();
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
