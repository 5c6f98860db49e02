package mnist.picture;

import java.util.List;

/**
 * What a network gets to see of somebody's picture.
 *
 * @param digits the prepared images, one for every digit that was looked for, from left to right
 * @param seemsMany whether one digit was looked for where there seem to be several in a row
 */
public record PreparedPicture(List<Picture> digits, boolean seemsMany) {}
