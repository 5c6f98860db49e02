package mnist.data.augment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mnist.data.Dataset;
import mnist.data.ImageTransform;
import mnist.data.Pixels;
import mnist.random.DrawSequence;
import mnist.random.Draws;
import mnist.random.Purpose;

/**
 * Changes images at random as an {@link Augmentation} says: shift, rotation, shear, scale and elastic displacement in a
 * single bilinear resampling with background outside, then the thickness of strokes, then erasing, then noise. What becomes
 * of an image is a function of (seed, epoch, index) alone.
 *
 * <p>Not thread-safe: each thread needs one of its own; all of the same settings give the same.
 */
public final class Augmenter implements ImageTransform {
    /** The rectangle that is erased is up to this share of the image high and wide. */
    private static final float MOST_ERASED = 0.4f;

    private static final float FULL_INK = Pixels.toFloat((byte) 255);
    private static final double RADIANS = Math.PI / 180;

    private final Augmentation settings;
    private final StrengthSchedule schedule;
    private final long seed;
    private final int rows;
    private final int columns;
    private final ElasticField elastic;
    private final DrawSequence draws = new DrawSequence();

    private final InkFrame frame;
    private final StrokeThickness strokes;

    // The affine map from a pixel of the new image to its place in the old one, both relative to the middle.
    private float xFromX;
    private float xFromY;
    private float yFromX;
    private float yFromY;
    private float shiftX;
    private float shiftY;

    /** @param rows height of the images, {@code columns} their width */
    public Augmenter(Augmentation settings, StrengthSchedule schedule, long seed, int rows, int columns) {
        this.settings = settings;
        this.schedule = schedule;
        this.seed = seed;
        this.rows = rows;
        this.columns = columns;
        elastic = new ElasticField(rows, columns, settings.sigma());
        frame = new InkFrame(rows, columns);
        strokes = new StrokeThickness(rows, columns);
    }

    @Override
    public Augmenter forAnotherThread() {
        return new Augmenter(settings, schedule, seed, rows, columns);
    }

    @Override
    public void apply(
            byte[] source, int sourceOffset, float[] target, int targetOffset, int label, int epoch, int index) {
        float strength = schedule.at(epoch);
        draws.restart(Draws.key(seed, Purpose.AUGMENT, epoch, index));
        frame.read(source, sourceOffset);
        drawMap(strength, settings.gentle().contains(label) ? Augmentation.GENTLE_SHARE : 1);
        elastic.draw(strength * settings.alpha(), draws);
        resample(target, targetOffset);
        if (settings.thickness() > 0) {
            strokes.apply(strength * settings.thickness() * draws.uniform(-1, 1), target, targetOffset);
        }
        if (draws.uniform() < strength * settings.erase()) {
            erase(target, targetOffset);
        }
        if (settings.noise() > 0) {
            addNoise(strength * settings.noise(), target, targetOffset);
        }
    }

    /** Scale, then shear, then rotation, then shift. The ranges are symmetric, so the inverse map is drawn like the map. */
    private void drawMap(float strength, float share) {
        double turn = strength * share * settings.rotation() * RADIANS * draws.uniform(-1, 1);
        double slant = strength * share * settings.shear() * RADIANS * draws.uniform(-1, 1);
        float scaleX = 1 + strength * settings.scale() * draws.uniform(-1, 1);
        float scaleY = 1 + strength * settings.scale() * draws.uniform(-1, 1);
        shiftX = strength * settings.shift() * draws.uniform(-1, 1);
        shiftY = strength * settings.shift() * draws.uniform(-1, 1);
        float sine = (float) StrictMath.sin(turn);
        float cosine = (float) StrictMath.cos(turn);
        float tangent = (float) StrictMath.tan(slant);
        xFromX = cosine / scaleX;
        xFromY = (cosine * tangent - sine) / scaleY;
        yFromX = sine / scaleX;
        yFromY = (sine * tangent + cosine) / scaleY;
    }

    private void resample(float[] target, int targetOffset) {
        float middleX = 0.5f * (columns - 1);
        float middleY = 0.5f * (rows - 1);
        for (int row = 0; row < rows; row++) {
            float y = row - middleY;
            // In the frame, whose first row and column are background.
            float rowX = xFromY * y - xFromX * middleX + shiftX + middleX + 1;
            float rowY = yFromY * y - yFromX * middleX + shiftY + middleY + 1;
            resampleRow(rowX, rowY, elastic.moves[row], target, targetOffset + row * columns);
        }
    }

    private void resampleRow(float rowX, float rowY, float[] moves, float[] target, int to) {
        for (int column = 0; column < columns; column++) {
            float x = rowX + xFromX * column + moves[column];
            float y = rowY + yFromX * column + moves[columns + column];
            boolean mayHaveInk = x > frame.left && x < frame.right && y > frame.above && y < frame.below;
            target[to + column] = mayHaveInk ? sample(x, y) : 0;
        }
    }

    /** Bilinear. */
    private float sample(float x, float y) {
        float[] pixels = frame.pixels;
        int column = (int) x;
        int row = (int) y;
        float toRight = x - column;
        int at = row * frame.width + column;
        float upper = pixels[at] + toRight * (pixels[at + 1] - pixels[at]);
        int next = at + frame.width;
        float lower = pixels[next] + toRight * (pixels[next + 1] - pixels[next]);
        return upper + (y - row) * (lower - upper);
    }

    /** Wipes out a rectangle (Zhong et al.: "Random erasing data augmentation", 2017), here with background. */
    private void erase(float[] target, int targetOffset) {
        int height = 1 + (int) (MOST_ERASED * rows * draws.uniform());
        int width = 1 + (int) (MOST_ERASED * columns * draws.uniform());
        int top = (int) ((rows - height + 1) * draws.uniform());
        int left = (int) ((columns - width + 1) * draws.uniform());
        for (int row = top; row < top + height; row++) {
            Arrays.fill(target, targetOffset + row * columns + left, targetOffset + row * columns + left + width, 0);
        }
    }

    private void addNoise(float amount, float[] target, int targetOffset) {
        for (int i = targetOffset; i < targetOffset + rows * columns; i++) {
            target[i] = Math.min(FULL_INK, Math.max(0, target[i] + amount * FULL_INK * draws.bell()));
        }
    }

    /**
     * The image itself, then {@code count} changed ones: what training at full strength would make of it in its first
     * epochs.
     *
     * @param index of the image in the data set
     * @return each rows x columns unsigned bytes
     */
    public static List<byte[]> views(Dataset dataset, int index, Augmentation settings, long seed, int count) {
        byte[] original = new byte[dataset.pixels()];
        dataset.image(index, original);
        List<byte[]> result = new ArrayList<>(List.of(original));
        Augmenter augmenter =
                new Augmenter(settings, StrengthSchedule.CONSTANT, seed, dataset.rows(), dataset.columns());
        float[] floats = new float[dataset.pixels()];
        for (int epoch = 1; epoch <= count; epoch++) {
            augmenter.apply(original, 0, floats, 0, dataset.label(index), epoch, index);
            result.add(bytes(floats));
        }
        return result;
    }

    private static byte[] bytes(float[] floats) {
        byte[] bytes = new byte[floats.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.min(255, Math.max(0, Math.round(floats[i] / Pixels.SCALE)));
        }
        return bytes;
    }
}
