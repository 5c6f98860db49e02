# @comment.intro@
import torch
from safetensors.torch import load_file

parameters = {name: value.double().requires_grad_() for name, value in load_file(@model@).items()}
pixels = torch.tensor(list(bytes.fromhex("@pixels@")), dtype=torch.float32)
x = (pixels * torch.tensor(2 / 255, dtype=torch.float32)).double()  # @comment.pixels@
y = torch.zeros(@outputs@, dtype=torch.float64)
y[@label@] = 1
hidden = lambda z: @hidden@
output = lambda z: @output@
loss = lambda z, a: @loss@
layers = @layers@


def forward():
    a = x
    sums = []
    for layer in layers:  # @comment.forward@
        z = a @ parameters[f"{layer}.weight"].T + parameters[f"{layer}.bias"]
        sums.append(z)
        a = output(z) if layer == layers[-1] else hidden(z)
    return sums, a, loss(sums[-1], a)


sums, a, C = forward()
for z in sums:
    z.retain_grad()
C.backward()  # @comment.backward@
print("C =", C.item())
print("a =", a.tolist())
for number, z in enumerate(sums, 1):
    print(f"z of layer {number} =", z.tolist())
    print(f"dC/dz of layer {number} =", z.grad.tolist())
print("dC/dw @weight@ =", parameters["@tensor@.weight"].grad[@out@, @in@].item())
with torch.no_grad():  # @comment.update@
    for value in parameters.values():
        value -= @rate@ * value.grad
    print("C after =", forward()[2].item())
