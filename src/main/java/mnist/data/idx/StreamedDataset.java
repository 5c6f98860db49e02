package mnist.data.idx;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.Objects;
import mnist.data.BatchSource;
import mnist.data.Dataset;
import mnist.data.Storage;
import mnist.file.Sha256;

/**
 * Labelled images that stay on disk and are read from start to end in every epoch; the labels are in memory. Shuffled
 * batches draw from a buffer of {@value #BUFFER_BYTES} bytes of images that moves along the file, so images far apart
 * in the file never meet in a batch: a file sorted by class is shuffled badly.
 */
public final class StreamedDataset extends Dataset {
    /** Fixed, because the order of a shuffled epoch depends on it and must not depend on the machine. */
    static final int BUFFER_BYTES = 32 << 20;

    private final Path path;
    private final IdxHeader header;

    /** This data set's images by their place in the file. */
    private final BitSet members;

    StreamedDataset(String name, Path path, IdxHeader header, int classes, byte[] labels) {
        this(name, path, header, classes, labels, new BitSet());
        members.set(0, labels.length);
    }

    private StreamedDataset(String name, Path path, IdxHeader header, int classes, byte[] labels, BitSet members) {
        super(name, (int) header.size(1), (int) header.size(2), classes, labels);
        this.path = path;
        this.header = header;
        this.members = members;
    }

    @Override
    public Storage storage() {
        return Storage.STREAMED;
    }

    /** {@inheritDoc} Of a gz file everything before the image is read. */
    @Override
    public void image(int index, byte[] pixels) {
        Objects.checkIndex(index, size());
        try (ImageSequence sequence = sequence()) {
            sequence.read(index, pixels, 0);
        }
    }

    @Override
    public StreamedDataset subset(int[] indices, String name) {
        byte[] someLabels = labelsAt(indices);
        BitSet someMembers = new BitSet();
        int place = -1;
        int index = -1;
        for (int i = 0; i < indices.length; i++) {
            for (; index < indices[i]; index++) {
                place = members.nextSetBit(place + 1);
            }
            someMembers.set(place);
        }
        return new StreamedDataset(name, path, header, classes(), someLabels, someMembers);
    }

    @Override
    protected BatchSource source(Long seed) {
        int capacity = seed == null ? 1 : Math.max(1, Math.min(size(), BUFFER_BYTES / pixels()));
        return new StreamedSource(this::sequence, labels, pixels(), capacity, seed == null ? 0 : seed);
    }

    private ImageSequence sequence() {
        return new ImageSequence(path, header, members);
    }

    @Override
    protected void addImages(Sha256 hash) {
        byte[] image = new byte[pixels()];
        try (ImageSequence sequence = sequence()) {
            for (int i = 0; i < size(); i++) {
                sequence.read(i, image, 0);
                hash.add(image);
            }
        }
    }
}
