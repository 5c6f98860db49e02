#!/bin/sh
# Lesson 5: overfitting on 1,000 images, and what helps: l2, dropout, augmentation.
. "$(dirname -- "$0")/lib.sh"

train_images=${LESSON_IMAGES:-1000}
watched=${LESSON_WATCHED:-5000}
epochs=${LESSON_EPOCHS:-40}
l2=0.01
dropout=0.5

cat <<'END'
256 hidden units have more weights than 1,000 images have things to say: the
network learns them by heart. Look at the gap between the images it was trained on
and those it was not, and at the validation loss: it turns and rises again.
END
set -- --hidden 256 --lr 0.1 --epochs "$epochs" --limit $((train_images + watched)) --validation "$watched"
try plain "$@"
try l2 --l2 "$l2" "$@"
try dropout --dropout "$dropout" "$@"
try augment --augment ciresan "$@"
per_epoch train_accuracy "Share of the TRAINING images recognised:"
per_epoch validation_accuracy "Share of the validation images recognised:"
per_epoch validation_loss "Loss on the validation images:"
finish plain
cat <<'END'

All but one know the training images by heart; with augmentation the network never
sees the same image twice. l2 and dropout keep the loss from rising, and help a
little: with so few images the cure that counts is more, and augmentation makes them.
END
