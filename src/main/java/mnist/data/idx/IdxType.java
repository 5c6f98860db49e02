package mnist.data.idx;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import mnist.data.number.NumberType;

/** The element types of the IDX format, by the third byte of the file. */
public enum IdxType implements NumberType {
    UNSIGNED_BYTE(0x08, 1),
    SIGNED_BYTE(0x09, 1),
    SHORT(0x0B, 2),
    INT(0x0C, 4),
    FLOAT(0x0D, 4),
    DOUBLE(0x0E, 8);

    /** As in the file. */
    public final int code;

    private final int bytes;

    IdxType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** Empty for a code that the format does not have. */
    public static Optional<IdxType> ofCode(int code) {
        return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public boolean isUnsignedByte() {
        return this == UNSIGNED_BYTE;
    }

    @Override
    public boolean isFloating() {
        return this == FLOAT || this == DOUBLE;
    }

    @Override
    public double next(ByteBuffer content) {
        return switch (this) {
            case UNSIGNED_BYTE -> content.get() & 0xff;
            case SIGNED_BYTE -> content.get();
            case SHORT -> content.getShort();
            case INT -> content.getInt();
            case FLOAT -> content.getFloat();
            case DOUBLE -> content.getDouble();
        };
    }

    /** For example "unsigned byte". */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
