package mnist.linalg;

/** Work on a finished block of a product while it is still in the cache: bias and activation, or a derivative. */
@FunctionalInterface
public interface BlockOperation {
    BlockOperation NONE = (fromRow, toRow, fromColumn, toColumn) -> {};

    /** Works on rows [fromRow, toRow) and columns [fromColumn, toColumn) of the product; called from any thread. */
    void apply(int fromRow, int toRow, int fromColumn, int toColumn);
}
