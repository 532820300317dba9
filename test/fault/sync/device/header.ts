/** By which a device tells the network between it and the server who it is. */
export const DEVICE_HEADER = 'x-fuzz-device';
