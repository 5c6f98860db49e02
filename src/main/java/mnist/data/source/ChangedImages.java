package mnist.data.source;

import java.util.function.UnaryOperator;

/** Images of another source, each changed in the same way. */
public final class ChangedImages implements ImageSource {
    private final ImageSource original;
    private final int rows;
    private final int columns;
    private final UnaryOperator<byte[]> change;

    private ChangedImages(ImageSource original, int rows, int columns, UnaryOperator<byte[]> change) {
        this.original = original;
        this.rows = rows;
        this.columns = columns;
        this.change = change;
    }

    /** As users want them. */
    public static ImageSource of(ImageSource images, Reading reading) {
        ImageSource changed = reading.transpose() ? transposed(images) : images;
        changed = reading.invert() ? inverted(changed) : changed;
        Reading.ImageSize size = reading.resize();
        boolean other = size != null && (size.height() != changed.rows() || size.width() != changed.columns());
        return other ? resized(changed, size.height(), size.width()) : changed;
    }

    /** Rows become columns. */
    public static ImageSource transposed(ImageSource images) {
        int rows = images.rows();
        int columns = images.columns();
        return new ChangedImages(images, columns, rows, image -> {
            byte[] turned = new byte[image.length];
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    turned[column * rows + row] = image[row * columns + column];
                }
            }
            return turned;
        });
    }

    private static ImageSource inverted(ImageSource images) {
        return new ChangedImages(images, images.rows(), images.columns(), image -> {
            byte[] negative = new byte[image.length];
            for (int i = 0; i < image.length; i++) {
                negative[i] = (byte) ~image[i];
            }
            return negative;
        });
    }

    private static ImageSource resized(ImageSource images, int rows, int columns) {
        Resampling resampling = new Resampling(images.rows(), images.columns(), rows, columns);
        return new ChangedImages(images, rows, columns, resampling::of);
    }

    @Override
    public int count() {
        return original.count();
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public PixelScale scale() {
        return original.scale();
    }

    @Override
    public ImagePass open() {
        return new Pass(original.open());
    }

    private final class Pass implements ImagePass {
        private final ImagePass pass;
        private final byte[] image = new byte[original.pixels()];

        Pass(ImagePass pass) {
            this.pass = pass;
        }

        @Override
        public void skip(int images) {
            pass.skip(images);
        }

        @Override
        public void read(byte[] target, int offset) {
            pass.read(image, 0);
            System.arraycopy(change.apply(image), 0, target, offset, pixels());
        }

        @Override
        public void finish() {
            pass.finish();
        }

        @Override
        public void close() {
            pass.close();
        }
    }
}
