package mnist.data.number;

import java.nio.ByteBuffer;
import java.util.Locale;
import mnist.data.DataException;
import mnist.data.source.ImagePass;
import mnist.data.source.ImageSource;
import mnist.data.source.PixelScale;

/** Images from a file of numbers of whatever type, grey or coloured. */
public final class NumberImages implements ImageSource {
    private final NumberArray array;
    private final ImageShape shape;
    private final PixelScale scale;

    private NumberImages(NumberArray array, ImageShape shape, PixelScale scale) {
        this.array = array;
        this.shape = shape;
        this.scale = scale;
    }

    /**
     * Looks at the dimensions, and, where the numbers are no bytes and no scale is given, at all numbers.
     *
     * @param given which number is black and which white; null to find out
     * @throws DataException if this cannot be images, or their scale cannot be told
     */
    public static NumberImages of(NumberArray array, PixelScale given) {
        ImageShape shape = ImageShape.of(array);
        PixelScale scale =
                given != null ? given : array.type().isUnsignedByte() ? PixelScale.BYTES : scale(array, shape);
        return new NumberImages(array, shape, scale);
    }

    private static PixelScale scale(NumberArray array, ImageShape shape) {
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        boolean fractions = false;
        long count = (long) shape.count() * shape.numbers();
        try (NumberStream stream = array.open()) {
            NumberArray.Cursor cursor = new NumberArray.Cursor(array, stream, count);
            for (long i = 0; i < count; i++) {
                double value = cursor.next();
                if (!Double.isFinite(value)) {
                    throw noNumber(array, shape, i, value);
                }
                least = Math.min(least, value);
                largest = Math.max(largest, value);
                fractions |= value != Math.rint(value);
            }
            stream.finish();
        }
        return PixelScale.of(least, largest, fractions || (array.type().isFloating() && largest <= 1), array.place());
    }

    private static DataException noNumber(NumberArray array, ImageShape shape, long index, double value) {
        long image = index / shape.numbers();
        long number = index % shape.numbers();
        long pixel = shape.channelsFirst() ? number % shape.pixels() : number / shape.channels();
        return DataException.about(
                array.place(),
                "a pixel is no number",
                "finite numbers",
                String.format(
                        Locale.ROOT,
                        "%s in image %d, row %d, column %d",
                        value,
                        image,
                        pixel / shape.columns(),
                        pixel % shape.columns()),
                "mend the file");
    }

    @Override
    public int count() {
        return shape.count();
    }

    @Override
    public int rows() {
        return shape.rows();
    }

    @Override
    public int columns() {
        return shape.columns();
    }

    @Override
    public PixelScale scale() {
        return scale;
    }

    private boolean areBytes() {
        return array.type().isUnsignedByte() && scale.isBytes() && shape.channels() == 1;
    }

    @Override
    public ImagePass open() {
        return new Pass(array.open());
    }

    @Override
    public byte[] readAll() {
        if (!areBytes()) {
            return ImageSource.super.readAll();
        }
        byte[] images = new byte[Math.toIntExact(bytes())];
        try (NumberStream stream = array.open()) {
            stream.read(images, 0, images.length);
            stream.finish();
        }
        return images;
    }

    private final class Pass implements ImagePass {
        private final NumberStream stream;
        private final byte[] bytes = new byte[shape.numbers() * array.type().bytes()];
        private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(array.order());
        private final double[] values = new double[shape.numbers()];
        private int next;

        Pass(NumberStream stream) {
            this.stream = stream;
        }

        @Override
        public void skip(int images) {
            stream.skip((long) images * bytes.length);
            next += images;
        }

        @Override
        public void read(byte[] target, int offset) {
            if (areBytes()) {
                stream.read(target, offset, bytes.length);
                return;
            }
            stream.read(bytes, 0, bytes.length);
            buffer.clear();
            for (int i = 0; i < values.length; i++) {
                values[i] = array.type().next(buffer);
                if (Double.isNaN(values[i])) {
                    throw noNumber(array, shape, (long) next * values.length + i, values[i]);
                }
            }
            next++;
            for (int pixel = 0; pixel < shape.pixels(); pixel++) {
                target[offset + pixel] = scale.pixel(grey(pixel));
            }
        }

        /** Brightness as the eye sees it (ITU-R BT.601); an alpha channel is left out. */
        private double grey(int pixel) {
            if (shape.channels() <= 2) {
                return value(pixel, 0);
            }
            return 0.299 * value(pixel, 0) + 0.587 * value(pixel, 1) + 0.114 * value(pixel, 2);
        }

        private double value(int pixel, int channel) {
            return values[
                    shape.channelsFirst() ? channel * shape.pixels() + pixel : pixel * shape.channels() + channel];
        }

        @Override
        public void finish() {
            stream.finish();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
