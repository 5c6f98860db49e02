package mnist.cli.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mnist.data.source.PixelScale;
import mnist.serve.Refusal;
import mnist.store.json.Json;

/**
 * Images that were sent as JSON: the numbers of one, or its rows; a list of such images; or an object that has any of these
 * as "pixels". Row by row from the top left, 0 is black; 255 is white, or 1 where no number is larger. As many lists as an
 * image has rows, each as long as a row, are one image.
 *
 * @param several whether it was a list of images, even of one
 * @param images the pixels of each
 */
record SentPixels(boolean several, List<byte[]> images) {
    private static final String PIXELS = "pixels";
    private static final int WHITE = 255;

    /** Whether a body is JSON rather than a picture. */
    static boolean begins(byte[] body) {
        for (byte each : body) {
            if (!Character.isWhitespace(each)) {
                return each == '[' || each == '{';
            }
        }
        return false;
    }

    /**
     * @param columns width of the model's images
     * @throws Refusal if it is anything else, or holds other numbers than images of this size have
     */
    static SentPixels of(byte[] body, int rows, int columns) {
        List<?> list = list(body);
        boolean several = !list.isEmpty() && list.get(0) instanceof List && !isInRows(list, rows, columns);
        List<double[]> images = several
                ? list.stream().map(image -> numbers(image, rows, columns)).toList()
                : List.of(numbers(list, rows, columns));
        double largest = images.stream().flatMapToDouble(Arrays::stream).max().orElseThrow();
        PixelScale scale = largest <= 1 ? new PixelScale(0, 1) : PixelScale.BYTES;
        return new SentPixels(
                several, images.stream().map(image -> pixels(image, scale)).toList());
    }

    private static List<?> list(byte[] body) {
        Object tree;
        try {
            tree = Json.parse(body, Object.class);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("expected JSON, found at " + e.getMessage());
        }
        Object found =
                tree instanceof Map<?, ?> object && object.keySet().equals(Set.of(PIXELS)) ? object.get(PIXELS) : tree;
        if (found instanceof List<?> list) {
            return list;
        }
        throw Refusal.badRequest("expected a list of numbers, or an object with such a list as \"pixels\" alone");
    }

    /** Whether these are the rows of one image. */
    private static boolean isInRows(Object image, int rows, int columns) {
        return image instanceof List<?> list
                && list.size() == rows
                && list.stream()
                        .allMatch(row -> row instanceof List<?> pixels
                                && pixels.size() == columns
                                && pixels.stream().noneMatch(List.class::isInstance));
    }

    private static double[] numbers(Object image, int rows, int columns) {
        String expected = "expected " + rows * columns + " numbers from 0 to 255, or " + rows + " rows of " + columns
                + ", for an image of " + columns + " x " + rows + " pixels, found ";
        Object flat = isInRows(image, rows, columns)
                ? ((List<?>) image)
                        .stream().flatMap(row -> ((List<?>) row).stream()).toList()
                : image;
        if (!(flat instanceof List<?> list) || list.size() != rows * columns) {
            throw Refusal.badRequest(expected + (flat instanceof List<?> other ? other.size() : "something else"));
        }
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(list.get(i) instanceof Number number)) {
                throw Refusal.badRequest(expected + "something else at place " + i);
            }
            numbers[i] = number.doubleValue();
            if (numbers[i] < 0 || numbers[i] > WHITE) {
                throw Refusal.badRequest(expected + number + " at place " + i);
            }
        }
        return numbers;
    }

    private static byte[] pixels(double[] numbers, PixelScale scale) {
        byte[] pixels = new byte[numbers.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = scale.pixel(numbers[i]);
        }
        return pixels;
    }
}
