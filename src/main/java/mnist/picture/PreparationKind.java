package mnist.picture;

import java.util.List;
import mnist.EnumNames;
import mnist.data.DataException;

/** In which way people's pictures become a model's images: the way in which its training images were made. */
public enum PreparationKind {
    /** As MNIST's makers did: the ink in a box, its centre of mass in the middle. For images of 28 x 28. */
    DIGIT,
    /** The whole picture made dark where its ground is light, and fitted into the size of the model's images. */
    PLAIN,
    /** As {@link #PLAIN}, but the ground is made light, for models that learned dark on light. */
    LIGHT,
    /** Fitted without a change of shades, for models whose training images have grounds of both kinds. */
    FIT,
    /** Left as they are. */
    RAW;

    /** Whether pictures are wanted with a dark ground. */
    public boolean wantsDark() {
        return this != LIGHT && this != FIT;
    }

    /** Whether it can make images of this size. */
    public boolean makes(int rows, int columns) {
        return this != DIGIT || (rows == PicturePreparation.SIDE && columns == PicturePreparation.SIDE);
    }

    /**
     * For images of this size.
     *
     * @param many whether a picture shows several digits in a row, for {@link #DIGIT} alone
     * @throws IllegalArgumentException if {@link #DIGIT} is wanted for another size, or many without it
     */
    public PicturePreparation preparation(int rows, int columns, boolean many) {
        if (!makes(rows, columns) || (many && this != DIGIT)) {
            throw new IllegalArgumentException(this + " for " + columns + " x " + rows + ", many: " + many);
        }
        return switch (this) {
            case DIGIT -> PicturePreparation.ofDigits(many);
            case RAW -> PicturePreparation.exactly(rows, columns);
            case PLAIN, LIGHT, FIT -> fitting(rows, columns);
        };
    }

    private PicturePreparation fitting(int rows, int columns) {
        return (picture, source) -> {
            Picture turned = this == FIT || picture.hasLightGround() == (this == LIGHT) ? picture : picture.inverted();
            if (turned.isEven()) {
                throw DataException.about(
                        source,
                        "nothing to see",
                        "a picture of more than one shade",
                        "a blank one of " + picture.columns() + " x " + picture.rows(),
                        "take a picture with more contrast");
            }
            return new PicturePreparation.Prepared(List.of(turned.fittedInto(rows, columns)), false);
        };
    }

    /** "digit", as options and files have it. */
    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
