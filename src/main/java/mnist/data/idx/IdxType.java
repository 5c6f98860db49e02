package mnist.data.idx;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The element types of the IDX format, by the third byte of the file. */
public enum IdxType {
    UNSIGNED_BYTE(0x08, 1, "unsigned byte"),
    SIGNED_BYTE(0x09, 1, "signed byte"),
    SHORT(0x0B, 2, "short"),
    INT(0x0C, 4, "int"),
    FLOAT(0x0D, 4, "float"),
    DOUBLE(0x0E, 8, "double");

    /** As in the file. */
    public final int code;

    /** Size of an element in the file. */
    public final int bytes;

    public final String label;

    IdxType(int code, int bytes, String label) {
        this.code = code;
        this.bytes = bytes;
        this.label = label;
    }

    /** Empty for a code that the format does not have. */
    public static Optional<IdxType> ofCode(int code) {
        for (IdxType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The next element of a file's content. */
    double next(ByteBuffer content) {
        return switch (this) {
            case UNSIGNED_BYTE -> content.get() & 0xff;
            case SIGNED_BYTE -> content.get();
            case SHORT -> content.getShort();
            case INT -> content.getInt();
            case FLOAT -> content.getFloat();
            case DOUBLE -> content.getDouble();
        };
    }

    @Override
    public String toString() {
        return label;
    }
}
