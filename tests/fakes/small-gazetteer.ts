/** The real gazetteer over a handful of official rows, for tests that need understanding and not the whole country. */
import { createGazetteer, type Gazetteer } from "../../api/area/index.ts";

export const smallGazetteer = (): Gazetteer =>
  createGazetteer({
    provinces: [
      { code: "15", name: "Jambi" },
      { code: "16", name: "Sumatera Selatan" },
    ],
    regencies: [
      { code: "15.71", name: "Kota Jambi" },
      { code: "16.71", name: "Kota Palembang" },
    ],
    districts: [
      { code: "15.71.09", name: "Alam Barajo" },
      { code: "16.71.07", name: "Sukarami" },
    ],
    villages: [],
  });
