package mnist.data;

import java.nio.file.Path;

/** Makes of somebody's picture an image as a network expects it. */
@FunctionalInterface
public interface PicturePreparation {
    /**
     * The prepared picture.
     *
     * @param source where the picture came from, for messages
     * @throws DataException if nothing can be made of it
     */
    Picture prepare(Picture picture, Path source);

    /** Leaves pictures as they are and refuses those of another size. */
    static PicturePreparation exactly(int rows, int columns) {
        return (picture, source) -> {
            if (picture.rows() != rows || picture.columns() != columns) {
                throw DataException.about(
                        source,
                        "other size than the model's images",
                        columns + " x " + rows + " pixels",
                        picture.columns() + " x " + picture.rows(),
                        "scale it to that size, a light digit on a dark background");
            }
            return picture;
        };
    }
}
