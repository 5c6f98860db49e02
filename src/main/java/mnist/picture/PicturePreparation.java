package mnist.picture;

import java.util.List;
import mnist.data.DataException;

/** Makes of somebody's picture the images that a network expects. */
@FunctionalInterface
public interface PicturePreparation {
    /** Height and width of MNIST's images. */
    int SIDE = DigitFrame.SIDE;

    /**
     * What a network gets to see of somebody's picture.
     *
     * @param digits the prepared images, one for every digit that was looked for, from left to right
     * @param seemsMany whether one digit was looked for where there seem to be several in a row
     */
    record Prepared(List<Picture> digits, boolean seemsMany) {}

    /**
     * Prepares a picture.
     *
     * @param source where the picture came from, for messages
     * @throws DataException if nothing can be made of it
     */
    Prepared prepare(Picture picture, String source);

    /**
     * Finds the ink in pictures of any size and gives it the form of MNIST's images. A digit that has it already stays as
     * it is, so that an image exported from a data set gets the answer that it gets there.
     *
     * @param many whether a picture shows several digits in a row; otherwise all its ink is one digit
     */
    static PicturePreparation ofDigits(boolean many) {
        return (picture, source) -> {
            Picture dark = picture.hasLightGround() ? picture.inverted() : picture;
            if (!many && DigitFrame.isFramed(dark)) {
                return new Prepared(List.of(dark), false);
            }
            InkRegions regions = InkRegions.of(picture);
            if (regions.isEmpty()) {
                boolean mayBeRaw = picture.rows() == SIDE && picture.columns() == SIDE;
                throw DataException.about(
                        source,
                        "no digit found",
                        "ink that stands out from an even ground",
                        "a blank picture of " + picture.columns() + " x " + picture.rows(),
                        "take a picture with more contrast" + (mayBeRaw ? ", or use --raw" : ""));
            }
            List<Plane> row = regions.row();
            List<Plane> digits = many ? row : List.of(regions.whole());
            return new Prepared(
                    digits.stream()
                            .map(PenStrokes::wideEnough)
                            .map(DigitFrame::of)
                            .toList(),
                    !many && regions.seemMany(row));
        };
    }

    /** Leaves pictures as they are and refuses those of another size. */
    static PicturePreparation exactly(int rows, int columns) {
        return (picture, source) -> {
            if (picture.rows() != rows || picture.columns() != columns) {
                throw DataException.about(
                        source,
                        "other size than the model's images",
                        columns + " x " + rows + " pixels",
                        picture.columns() + " x " + picture.rows(),
                        "make it that size, or leave out --raw to have it prepared");
            }
            return new Prepared(List.of(picture), false);
        };
    }
}
