package mnist.data.source;

/**
 * Images in memory.
 *
 * @param images count x rows x columns bytes; not copied
 */
public record ArrayImages(int count, int rows, int columns, byte[] images) implements ImageSource {
    /** @throws IllegalArgumentException if the sizes do not fit */
    public ArrayImages {
        if ((long) count * rows * columns != images.length) {
            throw new IllegalArgumentException(
                    "%s bytes for %s images of %s x %s".formatted(images.length, count, rows, columns));
        }
    }

    @Override
    public ImagePass open() {
        return new Pass();
    }

    @Override
    public byte[] readAll() {
        return images;
    }

    private final class Pass implements ImagePass {
        private int next;

        @Override
        public void skip(int images) {
            next += images;
        }

        @Override
        public void read(byte[] target, int offset) {
            System.arraycopy(images, next++ * pixels(), target, offset, pixels());
        }

        @Override
        public void finish() {}

        @Override
        public void close() {}
    }
}
