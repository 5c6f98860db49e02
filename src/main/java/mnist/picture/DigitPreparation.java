package mnist.picture;

import java.util.List;
import mnist.data.DataException;

/** Finds the ink in a picture of any size and gives it the form of MNIST's images. */
public final class DigitPreparation implements PicturePreparation {
    /** Height and width of the images that result. */
    public static final int SIDE = DigitFrame.SIDE;

    /** Larger pictures are reduced before ink is looked for: a digit is still much larger there than in MNIST. */
    private static final int WORKING_SIDE = 1000;

    private final boolean many;

    /** @param many whether a picture shows several digits in a row; otherwise all its ink is one digit */
    public DigitPreparation(boolean many) {
        this.many = many;
    }

    @Override
    public Prepared prepare(Picture picture, String source) {
        Ink ink = Ink.of(picture.reducedTo(WORKING_SIDE));
        InkRegions regions = ink == null ? null : InkRegions.of(ink);
        if (regions == null || regions.isEmpty()) {
            throw DataException.about(
                    source,
                    "no digit found",
                    "ink that stands out from an even ground",
                    "a blank picture of " + picture.columns() + " x " + picture.rows(),
                    "take a picture with more contrast" + (mayBeRaw(picture) ? ", or use --raw" : ""));
        }
        List<Plane> row = regions.row();
        List<Plane> digits = many ? row : List.of(regions.whole());
        return new Prepared(
                digits.stream().map(PenStrokes::wideEnough).map(DigitFrame::of).toList(),
                !many && regions.seemMany(row));
    }

    private static boolean mayBeRaw(Picture picture) {
        return picture.rows() == SIDE && picture.columns() == SIDE;
    }
}
