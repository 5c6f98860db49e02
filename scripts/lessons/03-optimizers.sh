#!/bin/sh
# Lesson 3: plain descent, momentum and Adam.
. "$(dirname -- "$0")/lib.sh"

rate=0.01
adam_rate=0.001
epochs=${LESSON_EPOCHS:-5}
images=${LESSON_IMAGES:-20000}

cat <<'END'
All three follow the same gradients. Momentum keeps a running sum of them, so that
what points the same way adds up: with 0.9, to steps ten times as long. Adam gives
every weight a step of its own length. Look at the loss after the first epoch.
END
set -- --hidden 64 --epochs "$epochs" --limit "$images"
try sgd --optimizer sgd --lr "$rate" "$@"
try momentum --optimizer momentum --momentum 0.9 --lr "$rate" "$@"
try adam --optimizer adam --lr "$adam_rate" "$@"
per_epoch train_loss "Loss on the training images:"
per_epoch validation_accuracy "Share of the validation images recognised:"
finish adam
cat <<'END'

At the same rate, momentum is well ahead of plain descent. But plain descent with
ten times the rate does much of the same: set rate=0.1 and see. What Adam buys is
that its usual rate, 0.001, fits most networks without a search.
END
