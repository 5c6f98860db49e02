package mnist.data.generate;

import java.util.List;
import mnist.data.generate.StrokeCatalogue.Glyph;
import mnist.data.generate.StrokeCatalogue.PenPoint;
import mnist.random.DrawSequence;

/**
 * Writes a glyph of the catalogue as one particular hand would: trembling, hasty, bent, slanted, narrow or wide,
 * turned. Not thread-safe: keeps its scratch memory.
 *
 * <p>The amounts are standard deviations, chosen by looking at real handwriting; lengths are relative to half the
 * height of a digit.
 */
final class Handwriting {
    private static final float TREMBLE = 0.08f;
    private static final float BEND = 0.12f;
    private static final float WARP = 0.3f;
    private static final float LEAST = 0.6f;
    private static final float MOST = 1.4f;
    private static final float CALM_ONE = 0.35f;
    private static final float MOST_HASTE = 12f;
    private static final int SWING = 20;
    private static final float MEAN_SLANT = 0.14f;
    private static final float SLANT = 0.24f;
    private static final float TURN_RADIANS = 0.13f;
    private static final float MEAN_ASPECT = 0.92f;
    private static final float ASPECT = 0.25f;
    private static final float PRESSURE = 0.3f;
    private static final float PRESSURE_CURVE = 0.25f;
    private static final float LEAST_PRESSURE = 0.4f;
    private static final int PIECES_PER_SPAN = 6;

    private final float[] x = new float[64];
    private final float[] y = new float[64];
    private final float[] force = new float[64];
    private final SmoothWarp warp = new SmoothWarp();

    /** Writes {@code glyph} to {@code path}, in units that the caller fits to its paper. */
    void write(Glyph glyph, DrawSequence draws, PenPath path) {
        tremble(glyph.points(), draws);
        press(glyph.points().size(), draws);
        follow(glyph.points(), path);
        // A zero is one swing of the hand, without any corner.
        path.round((int) draws.uniform(0, MOST_HASTE) + (glyph.digit() == 0 ? SWING : 0));
        float calm = glyph.digit() == 1 ? CALM_ONE : 1;
        bend(path, calm * BEND * draws.uniform(LEAST, MOST), draws);
        warp.restart(calm * WARP * draws.uniform(LEAST, MOST), draws);
        warp.apply(path);
        lean(path, draws);
    }

    /** Every point misses its place a little. */
    private void tremble(List<PenPoint> points, DrawSequence draws) {
        float amount = TREMBLE * draws.uniform(0.5f, 1.5f);
        for (int i = 0; i < points.size(); i++) {
            x[i] = points.get(i).x() / 50 - 1 + amount * draws.bell();
            y[i] = points.get(i).y() / 50 - 1 + amount * draws.bell();
        }
    }

    /** The pen is pressed harder here than there: a random parabola over the digit's points. */
    private void press(int points, DrawSequence draws) {
        float slope = PRESSURE * draws.bell();
        float curve = PRESSURE_CURVE * draws.bell();
        for (int i = 0; i < points; i++) {
            float t = 2f * i / (points - 1) - 1;
            force[i] = Math.max(LEAST_PRESSURE, 1 + slope * t + curve * (1.5f * t * t - 0.5f));
        }
    }

    /** A Catmull-Rom spline through the points of each stroke, broken at corners. */
    private void follow(List<PenPoint> points, PenPath path) {
        path.clear();
        int last = points.size() - 1;
        for (int i = 0; i <= last; i++) {
            PenPoint here = points.get(i);
            if (here.start()) {
                path.add(x[i], y[i], force[i], true);
            }
            if (i < last && !points.get(i + 1).start()) {
                int before = here.start() || here.corner() ? i : i - 1;
                boolean ends = i + 1 == last
                        || points.get(i + 1).corner()
                        || points.get(i + 2).start();
                followSpan(before, i, i + 1, ends ? i + 1 : i + 2, path);
            }
        }
    }

    private void followSpan(int before, int from, int to, int after, PenPath path) {
        for (int piece = 1; piece <= PIECES_PER_SPAN; piece++) {
            float t = (float) piece / PIECES_PER_SPAN;
            float nextX = spline(x[before], x[from], x[to], x[after], t);
            float nextY = spline(y[before], y[from], y[to], y[after], t);
            path.add(nextX, nextY, force[from] + t * (force[to] - force[from]), false);
        }
    }

    private static float spline(float a, float b, float c, float d, float t) {
        return b + 0.5f * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }

    /** A warp of long range: a random polynomial of second and third degree in both coordinates. */
    private static void bend(PenPath path, float amount, DrawSequence draws) {
        float uu = amount * draws.bell();
        float uv = amount * draws.bell();
        float vv = amount * draws.bell();
        float vvv = amount * draws.bell();
        float downUu = amount * draws.bell();
        float downUv = amount * draws.bell();
        float downVv = amount * draws.bell();
        float downUuu = amount * draws.bell();
        for (int i = 0; i < path.points; i++) {
            float u = path.x[i];
            float v = path.y[i];
            path.x[i] = u + uu * u * u + uv * u * v + vv * v * v + vvv * v * (v * v - 1);
            path.y[i] = v + downUu * u * u + downUv * u * v + downVv * v * v + downUuu * u * (u * u - 1);
        }
    }

    /** Width against height, slant, rotation: one linear map. */
    private static void lean(PenPath path, DrawSequence draws) {
        float stretch = ASPECT * draws.bell();
        float aspect = MEAN_ASPECT * (stretch > 0 ? 1 + stretch : 1 / (1 - stretch));
        float slant = MEAN_SLANT + SLANT * draws.bell();
        float turn = TURN_RADIANS * draws.bell();
        float sine = (float) StrictMath.sin(turn);
        float cosine = (float) StrictMath.cos(turn);
        for (int i = 0; i < path.points; i++) {
            float u = aspect * path.x[i] - slant * path.y[i];
            float v = path.y[i];
            path.x[i] = cosine * u - sine * v;
            path.y[i] = sine * u + cosine * v;
        }
    }
}
