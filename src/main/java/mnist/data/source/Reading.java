package mnist.data.source;

import mnist.InvalidSetting;

/**
 * How users want data to be read; what they did not say is null, false or empty.
 *
 * @param split which of several data sets in one place, for example "letters" of EMNIST
 * @param range which numbers are black and white
 * @param transpose turns every image over its diagonal, as EMNIST's must be
 * @param invert makes black white and white black
 * @param resize the size that all images are brought to
 * @param labelColumn of a table: its name, or its number from 1, from the end if negative
 * @param imageArray name of the array with the training images
 * @param labelArray name of the array with their labels
 * @param testShare of a data set without a test part, so much becomes its test part
 * @param classes see {@link ClassChoice}
 * @param prepare in which way pictures become images, see {@code mnist.picture.PreparationKind}
 * @param pictureSize what pictures are fitted into
 */
public record Reading(
        String split,
        PixelScale range,
        boolean transpose,
        boolean invert,
        ImageSize resize,
        String labelColumn,
        String imageArray,
        String labelArray,
        Double testShare,
        ClassChoice classes,
        String prepare,
        ImageSize pictureSize) {
    public static final Reading PLAIN =
            new Reading(null, null, false, false, null, null, null, null, null, ClassChoice.ALL, null, null);

    /** @throws InvalidSetting if a value is out of range */
    public Reading {
        InvalidSetting.require(
                testShare == null || (testShare > 0 && testShare < 1),
                "testShare",
                testShare + ": expected a share between 0 and 1, for example 0.2");
    }

    /** The same, with pictures prepared for a model. */
    public Reading withPictures(String kind, int rows, int columns) {
        return new Reading(
                split,
                range,
                transpose,
                invert,
                resize,
                labelColumn,
                imageArray,
                labelArray,
                testShare,
                classes,
                kind,
                new ImageSize(columns, rows));
    }

    /** In pixels. */
    public record ImageSize(int width, int height) {
        private static final int LONGEST = 1024;

        /** @throws InvalidSetting if there is no such size */
        public ImageSize {
            InvalidSetting.require(
                    width >= 1 && height >= 1 && width <= LONGEST && height <= LONGEST,
                    "resize",
                    width + "x" + height + ": expected sides of 1 to " + LONGEST + " pixels");
        }

        @Override
        public String toString() {
            return width + "x" + height;
        }
    }
}
