package mnist.picture;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/**
 * The brightness of a picture's ground as a polynomial of second degree in x and y: paper under a lamp is not equally
 * bright everywhere. It is fitted by least squares that are repeated with weights (Geman and McClure's), so that what is
 * far from the surface, as ink is, counts for little.
 */
final class LightSurface {
    private static final int PLANE = 3;
    private static final int PARABOLOID = 6;
    private static final int ITERATIONS = 10;

    /** Samples along the shorter side. */
    private static final int GRID = 64;

    /** A ring as broad as this part of the shorter side is taken for ground to begin with. */
    private static final int RING_PART = 20;

    /** Distance, in units of brightness (0 to 255), at which a sample counts for a quarter. */
    private static final float TOLERANCE = 20;

    private final Picture picture;
    private final float[] coefficients = new float[PARABOLOID];
    private final float[] basis = new float[PARABOLOID];

    private LightSurface(Picture picture) {
        this.picture = picture;
    }

    static LightSurface of(Picture picture) {
        LightSurface surface = new LightSurface(picture);
        surface.coefficients[0] = picture.borderBrightness();
        surface.fit(PLANE, true);
        surface.fit(PARABOLOID, false);
        return surface;
    }

    /** Brightness of the ground at a pixel. */
    float at(int row, int column) {
        float[] c = coefficients;
        float x = x(column);
        float y = y(row);
        return c[0] + c[1] * x + c[2] * y + c[3] * x * x + c[4] * x * y + c[5] * y * y;
    }

    private void fit(int terms, boolean ringOnly) {
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            fitOnce(terms, ringOnly);
        }
    }

    private void fitOnce(int terms, boolean ringOnly) {
        FMatrixRMaj normal = new FMatrixRMaj(terms, terms);
        FMatrixRMaj right = new FMatrixRMaj(terms, 1);
        int side = Math.min(picture.rows(), picture.columns());
        int step = Math.max(1, side / GRID);
        int ring = Math.max(step, side / RING_PART);
        for (int row = 0; row < picture.rows(); row += step) {
            for (int column = 0; column < picture.columns(); column += step) {
                if (!ringOnly || inRing(row, column, ring)) {
                    addSample(normal, right, row, column);
                }
            }
        }
        for (int i = 0; i < terms; i++) {
            // Keeps the equations solvable where the picture is a line of pixels.
            normal.add(i, i, 1e-3f);
        }
        FMatrixRMaj solution = new FMatrixRMaj(terms, 1);
        if (CommonOps_FDRM.solve(normal, right, solution)) {
            System.arraycopy(solution.data, 0, coefficients, 0, terms);
        }
    }

    private boolean inRing(int row, int column, int ring) {
        return row < ring || column < ring || row >= picture.rows() - ring || column >= picture.columns() - ring;
    }

    private void addSample(FMatrixRMaj normal, FMatrixRMaj right, int row, int column) {
        int brightness = picture.at(row, column);
        setBasis(row, column);
        float distance = (brightness - at(row, column)) / TOLERANCE;
        float root = 1 / (1 + distance * distance);
        float weight = root * root;
        for (int i = 0; i < normal.numRows; i++) {
            right.data[i] += weight * basis[i] * brightness;
            for (int j = 0; j < normal.numCols; j++) {
                normal.data[i * normal.numCols + j] += weight * basis[i] * basis[j];
            }
        }
    }

    /** 1, x, y, x^2, x y, y^2 with x and y in -1 .. 1. */
    private void setBasis(int row, int column) {
        float x = x(column);
        float y = y(row);
        basis[0] = 1;
        basis[1] = x;
        basis[2] = y;
        basis[3] = x * x;
        basis[4] = x * y;
        basis[5] = y * y;
    }

    private float x(int column) {
        return 2f * (column + 0.5f) / picture.columns() - 1;
    }

    private float y(int row) {
        return 2f * (row + 0.5f) / picture.rows() - 1;
    }
}
