package mnist.store.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mnist.file.StoreException;
import mnist.store.onnx.OnnxMessages.ElementType;
import mnist.store.onnx.OnnxMessages.TensorProto;

/** A constant array, row-major; whole numbers too. A shape without dimensions is a single number. */
record OnnxConstant(List<Long> shape, double[] data) {
    private static final String CURE = "export it again";

    /** @throws StoreException if it is damaged, in another file, or of a type that is not read here */
    static OnnxConstant of(Path file, TensorProto message) {
        List<Long> shape = message.dims() == null ? List.of() : message.dims();
        String place = file + ": tensor " + StoreException.quote(String.valueOf(message.name()));
        if (message.dataLocation() != null && message.dataLocation() != 0) {
            throw StoreException.of(
                    place,
                    "its numbers",
                    "a hint at another file that holds them",
                    "export it in one piece, in PyTorch with external_data=False");
        }
        ElementType type = Stream.of(ElementType.values())
                .filter(known -> known.number == message.dataType())
                .findAny()
                .orElseThrow(() -> StoreException.of(
                        place, "floating-point numbers", "data type " + message.dataType(), "export it as floats"));
        double[] data = data(message, type, place);
        if (!hasSize(shape, data.length)) {
            throw StoreException.of(place, "numbers for shape " + shape, data.length, CURE);
        }
        for (double value : data) {
            if (!Double.isFinite(value)) {
                throw StoreException.of(place, "finite numbers", value, "the training diverged or the file is damaged");
            }
        }
        return new OnnxConstant(shape, data);
    }

    private static boolean hasSize(List<Long> shape, long size) {
        long product = 1;
        for (long dimension : shape) {
            if (dimension < 0 || dimension > Integer.MAX_VALUE || product > Integer.MAX_VALUE) {
                return false;
            }
            product *= dimension;
        }
        return product == size;
    }

    private static double[] data(TensorProto message, ElementType type, String place) {
        if (message.rawData() == null) {
            return lists(message, type);
        }
        ByteBuffer bytes = ByteBuffer.wrap(message.rawData()).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() % type.bytes != 0) {
            throw StoreException.of(
                    place,
                    "numbers of " + type.bytes + " bytes",
                    String.format(Locale.ROOT, "%d bytes", bytes.remaining()),
                    CURE);
        }
        double[] data = new double[bytes.remaining() / type.bytes];
        for (int i = 0; i < data.length; i++) {
            data[i] = switch (type) {
                case FLOAT -> bytes.getFloat();
                case DOUBLE -> bytes.getDouble();
                case INT64 -> bytes.getLong();
                case UINT8 -> bytes.get() & 0xff;
            };
        }
        return data;
    }

    private static double[] lists(TensorProto message, ElementType type) {
        if (type == ElementType.DOUBLE && message.doubleData() != null) {
            return message.doubleData();
        }
        float[] floats = type == ElementType.FLOAT && message.floatData() != null ? message.floatData() : new float[0];
        double[] data = new double[floats.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = floats[i];
        }
        return data;
    }

    boolean isNumber() {
        return data.length == 1;
    }

    /** Whether it is of shape [n] or [1, n]. */
    boolean isRow(int n) {
        return data.length == n && (shape.isEmpty() ? n == 1 : shape.get(shape.size() - 1) == n);
    }

    boolean isMatrix() {
        return shape.size() == 2;
    }

    OnnxConstant transposed() {
        int rows = Math.toIntExact(shape.get(0));
        int columns = Math.toIntExact(shape.get(1));
        double[] result = new double[data.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[column * rows + row] = data[row * columns + column];
            }
        }
        return new OnnxConstant(List.of(shape.get(1), shape.get(0)), result);
    }
}
