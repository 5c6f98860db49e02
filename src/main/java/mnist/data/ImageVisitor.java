package mnist.data;

/** Told of images one after another. */
@FunctionalInterface
public interface ImageVisitor {
    /** The image's bytes stand in {@code images} from {@code offset}; they must not be kept or changed. */
    void visit(byte[] images, int offset);
}
