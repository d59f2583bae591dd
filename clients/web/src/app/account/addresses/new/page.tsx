import { AddressPage } from "../../../../account/AddressPage.tsx";
import { requireSignedIn } from "../../../../account/signedIn.ts";

export default async function NewAddressPage() {
  await requireSignedIn();
  return <AddressPage />;
}
