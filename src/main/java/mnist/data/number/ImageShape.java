package mnist.data.number;

import java.util.List;
import mnist.data.DataException;

/**
 * What the dimensions of an array of images mean.
 *
 * @param channels 1 for grey, 2 for grey and alpha, 3 for colours, 4 for colours and alpha
 * @param channelsFirst whether an image is channels x rows x columns, not rows x columns x channels
 */
public record ImageShape(int count, int rows, int columns, int channels, boolean channelsFirst) {
    private static final int MAX_PIXELS = 1 << 20;
    private static final int MOST_CHANNELS = 4;
    private static final String EXPECTED =
            "images x rows x columns, also with 1 to 4 channels, or images x pixels of a square";
    private static final String CURE = "is it the file of the images?";

    /** @throws DataException if they are not those of images, or there are too many or too large ones */
    public static ImageShape of(NumberArray array) {
        List<Long> sizes = array.dimensions();
        return switch (sizes.size()) {
            case 2 -> {
                long side = Math.round(Math.sqrt(sizes.get(1)));
                require(side * side == sizes.get(1), array);
                yield checked(array, sizes.get(0), side, side, 1, false);
            }
            case 3 -> checked(array, sizes.get(0), sizes.get(1), sizes.get(2), 1, false);
            case 4 -> {
                boolean last = sizes.get(3) <= MOST_CHANNELS;
                require(last || sizes.get(1) <= MOST_CHANNELS, array);
                yield last
                        ? checked(array, sizes.get(0), sizes.get(1), sizes.get(2), sizes.get(3), false)
                        : checked(array, sizes.get(0), sizes.get(2), sizes.get(3), sizes.get(1), true);
            }
            default -> throw DataException.about(array.place(), "wrong rank", EXPECTED, array.shape(), CURE);
        };
    }

    private static void require(boolean fits, NumberArray array) {
        if (!fits) {
            throw DataException.about(array.place(), "no images", EXPECTED, array.shape(), CURE);
        }
    }

    private static ImageShape checked(
            NumberArray array, long count, long rows, long columns, long channels, boolean channelsFirst) {
        if (count == 0 || rows == 0 || columns == 0 || channels == 0) {
            throw DataException.about(array.place(), "holds no images", "1 image or more", array.shape(), CURE);
        }
        if (count > Integer.MAX_VALUE - 8 || rows > MAX_PIXELS || columns > MAX_PIXELS || rows * columns > MAX_PIXELS) {
            throw DataException.about(
                    array.place(), "too large", "fewer than 2^31 images of up to 2^20 pixels", array.shape(), CURE);
        }
        return new ImageShape((int) count, (int) rows, (int) columns, (int) channels, channelsFirst);
    }

    int pixels() {
        return rows * columns;
    }

    /** Numbers of one image. */
    int numbers() {
        return pixels() * channels;
    }
}
