import { claimKey, type Database, type KeyClaim, type KeyClaimed, type Transaction } from "@angidi/datastores";
import {
  type ReservationReader,
  type ReservationRepository,
  reservationReaderOn,
  reservationsOn,
} from "./reservations.ts";
import { type StockReader, type StockRepository, stockOn, stockReaderOn } from "./stock.ts";
import { type WarehouseRepository, warehousesOn } from "./warehouses.ts";

/** What one transaction can do. Stock is changed only here, after its lock was taken. */
export interface StoreTransaction {
  readonly stock: StockRepository;
  readonly reservations: ReservationRepository;
  readonly warehouses: WarehouseRepository;
  claimKey(claim: KeyClaim): Promise<KeyClaimed>;
}

/** All that inventory keeps. */
export interface Store {
  readonly stock: StockReader;
  readonly reservations: ReservationReader;
  readonly warehouses: WarehouseRepository;
  /** Runs `work` in one transaction; it may run again after a deadlock, so it has no effects elsewhere. */
  transaction<T>(work: (store: StoreTransaction) => Promise<T>): Promise<T>;
}

/** The store on PostgreSQL. */
export function openStore(database: Database): Store {
  return {
    stock: stockReaderOn(database),
    reservations: reservationReaderOn(database),
    warehouses: warehousesOn(database),
    transaction: (work) => database.transaction((transaction) => work(storeOn(transaction))),
  };
}

function storeOn(transaction: Transaction): StoreTransaction {
  return {
    stock: stockOn(transaction),
    reservations: reservationsOn(transaction),
    warehouses: warehousesOn(transaction),
    claimKey: (claim) => claimKey(transaction, claim),
  };
}
