package mnist.picture;

/**
 * The direction in which a picture's colours differ most (their first principal component). Shades of grey along it keep
 * ink and ground apart even where both are equally bright, as red on green is; of a grey picture they are its own.
 */
final class ColourAxis {
    private static final int CHANNELS = 3;
    private static final int ITERATIONS = 50;
    private static final int FULL = 255;

    private int count;
    private final double[] sum = new double[CHANNELS];
    private final double[][] products = new double[CHANNELS][CHANNELS];

    /** Takes account of one pixel; {@code rgb} has a channel a byte, blue lowest. */
    void add(int rgb) {
        count++;
        for (int i = 0; i < CHANNELS; i++) {
            int value = channel(rgb, i);
            sum[i] += value;
            for (int j = 0; j <= i; j++) {
                products[i][j] += value * channel(rgb, j);
            }
        }
    }

    /** For every colour along the axis its shade, 0 to 255; brighter colours have the higher ones. */
    Shades shades() {
        double[] axis = axis();
        double size = Math.abs(axis[0]) + Math.abs(axis[1]) + Math.abs(axis[2]);
        boolean flip = axis[0] + axis[1] + axis[2] < 0;
        float[] weights = new float[CHANNELS];
        float least = 0;
        for (int i = 0; i < CHANNELS; i++) {
            weights[i] = (float) ((flip ? -axis[i] : axis[i]) / size);
            least += Math.min(0, weights[i]) * FULL;
        }
        return new Shades(weights[0], weights[1], weights[2], least);
    }

    /** By power iteration, begun with the channel that varies most, as that one cannot be at right angles to the axis. */
    private double[] axis() {
        double[][] covariance = covariance();
        int start = 0;
        for (int i = 1; i < CHANNELS; i++) {
            start = covariance[i][i] > covariance[start][start] ? i : start;
        }
        if (!(covariance[start][start] > 0)) {
            return new double[] {1, 1, 1};
        }
        double[] axis = covariance[start].clone();
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            axis = product(covariance, axis);
        }
        return axis;
    }

    private double[][] covariance() {
        double[][] covariance = new double[CHANNELS][CHANNELS];
        for (int i = 0; i < CHANNELS; i++) {
            for (int j = 0; j <= i; j++) {
                covariance[i][j] = products[i][j] / count - sum[i] / count * (sum[j] / count);
                covariance[j][i] = covariance[i][j];
            }
        }
        return covariance;
    }

    /** Of length 1. */
    private static double[] product(double[][] matrix, double[] vector) {
        double[] result = new double[CHANNELS];
        double squares = 0;
        for (int i = 0; i < CHANNELS; i++) {
            for (int j = 0; j < CHANNELS; j++) {
                result[i] += matrix[i][j] * vector[j];
            }
            squares += result[i] * result[i];
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < CHANNELS; i++) {
            result[i] /= length;
        }
        return result;
    }

    private static int channel(int rgb, int i) {
        return (rgb >> ((CHANNELS - 1 - i) * Byte.SIZE)) & 0xff;
    }

    /** A shade is the weighted sum of red, green and blue, moved so that none is below 0. */
    record Shades(float red, float green, float blue, float least) {
        int of(int rgb) {
            float shade = red * channel(rgb, 0) + green * channel(rgb, 1) + blue * channel(rgb, 2) - least;
            return Math.max(0, Math.min(FULL, Math.round(shade)));
        }
    }
}
