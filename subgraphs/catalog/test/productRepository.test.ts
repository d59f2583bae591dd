import { productRepositoryContract } from "./productRepositoryContract.ts";
import { onEachStores } from "./stores.ts";

onEachStores("Products", productRepositoryContract);
