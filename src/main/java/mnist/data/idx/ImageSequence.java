package mnist.data.idx;

import java.io.Closeable;
import java.util.BitSet;

/** One pass over the images of a file, or over some of them, in the file's order. */
final class ImageSequence implements Closeable {
    private final InputFile file;
    private final IdxReader reader;
    private final BitSet members;
    private final int pixels;
    private final int fileImages;

    /** Of the next image, in the sequence and in the file. */
    private int index;

    private int filePosition;

    /**
     * @param file which must not have changed since
     * @param expected its header
     * @param members the images in the sequence, by their place in the file
     */
    ImageSequence(InputFile file, IdxHeader expected, BitSet members) {
        this.members = members;
        this.file = file;
        file.requireUnchanged();
        reader = IdxReader.open(file.path());
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
            file.requireUnchanged();
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
