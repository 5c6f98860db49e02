package mnist.store.safetensors;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A named array of floats, row-major. A shape without dimensions is a single number. The data are not copied. */
public record Tensor(String name, List<Integer> shape, float[] data) {
    /**
     * @throws IllegalArgumentException if a dimension is negative or the shape does not hold {@code data.length} numbers
     */
    public Tensor {
        shape = List.copyOf(shape);
        long size = 1;
        for (int dimension : shape) {
            if (dimension < 0) {
                throw new IllegalArgumentException("negative dimension in " + name + " " + shape);
            }
            size = Math.multiplyExact(size, (long) dimension);
        }
        if (size != data.length) {
            throw new IllegalArgumentException(name + " " + shape + " does not hold " + data.length + " numbers");
        }
    }

    /** For example {@code Tensor.of("0.weight", weights, 128, 784)}. */
    public static Tensor of(String name, float[] data, int... shape) {
        return new Tensor(name, Arrays.stream(shape).boxed().toList(), data);
    }

    /** Same name, shape and bits. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor t && name.equals(t.name) && shape.equals(t.shape) && Arrays.equals(data, t.data);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, shape, Arrays.hashCode(data));
    }

    @Override
    public String toString() {
        return name + " " + shape;
    }
}
